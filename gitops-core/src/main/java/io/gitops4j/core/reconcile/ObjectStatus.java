package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.resource.ResourceKey;

/**
 * How one object stands.
 *
 * @param key the object
 * @param verdict declaration against live object
 * @param health the live object's health
 */
public record ObjectStatus(ResourceKey key, Verdict verdict, Health health) {}
