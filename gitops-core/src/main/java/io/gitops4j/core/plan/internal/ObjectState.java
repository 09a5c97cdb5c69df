package io.gitops4j.core.plan.internal;

import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;

/**
 * How one object stood when the plan was made.
 *
 * @param key the object
 * @param verdict how declaration and live object stand to each other
 * @param live what the cluster said
 */
public record ObjectState(ResourceKey key, Verdict verdict, Live live) {}
