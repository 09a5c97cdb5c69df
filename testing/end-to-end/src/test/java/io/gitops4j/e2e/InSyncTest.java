package io.gitops4j.e2e;

import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.testkit.controlplane.ControlPlane;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What other projects publish stays in sync on a real cluster with its controllers. */
class InSyncTest extends RealWorldInSync {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().withControllers().build();

    @Override
    ControlPlane plane() {
        return PLANE;
    }

    @Override
    void prepare() {
        // the cluster as it is
    }

    @Override
    boolean mayDiffer(PlannedChange line) {
        return ownershipOnly(line);
    }
}
