/**
 * How a live object fares: {@link io.gitops4j.core.health.HealthRules} look at what the cluster says of it and give a
 * {@link io.gitops4j.core.health.Health}, with a status for people and a verdict for whoever waits. Built-in rules know
 * the kinds of Kubernetes and the conventions of the others (kstatus); a host adds {@link
 * io.gitops4j.core.health.HealthAssessor assessors}, which come first. Pure: the time is an input.
 */
@NullMarked
package io.gitops4j.core.health;

import org.jspecify.annotations.NullMarked;
