/**
 * A real Kubernetes control plane for tests, without a container engine: etcd and the API server, and where asked the
 * controller manager, the scheduler and KWOK, which plays the nodes. One extension starts them as processes of this
 * machine, hands out identities, reads the audit log, and makes the server fail as told. Where the programs are not
 * there, tests show as skipped with the line that says how to build them.
 */
@NullMarked
package io.gitops4j.testkit.controlplane;

import org.jspecify.annotations.NullMarked;
