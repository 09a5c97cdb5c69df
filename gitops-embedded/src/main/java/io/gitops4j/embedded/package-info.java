/**
 * A cluster within the process, for demos and tests: {@link io.gitops4j.embedded.EmbeddedCluster} keeps objects as the
 * Kubernetes API server does (versions, uids, generations, field managers, finalizers, owner references, watches) and
 * plays controllers from a script, so that workloads become ready or fail on a clock that the test moves. It has no
 * network and no third-party part. What only it can do, such as edits by another actor, faults and counters, is on the
 * cluster itself and not on the adapter's interface.
 */
@NullMarked
package io.gitops4j.embedded;

import org.jspecify.annotations.NullMarked;
