/**
 * The cluster SPI: {@link io.gitops4j.core.cluster.ClusterAdapter} and the values that go in and out. An adapter is one
 * cluster as one identity and offers primitives only; ownership, prune, retries, limits and caches live once in core, above
 * it.
 */
@NullMarked
package io.gitops4j.core.cluster;

import org.jspecify.annotations.NullMarked;
