package io.gitops4j.e2e;

import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real API server with its controllers, one after the other: each leaves it as it found it. */
class KubernetesRealKustomizationsTest extends RealKustomizations {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().withControllers().build();

    @BeforeAll
    static void open() {
        try (KubernetesWorld world = KubernetesWorld.on(PLANE)) {
            world.namespace("shop");
        }
    }

    @Override
    World world() {
        return KubernetesWorld.on(PLANE);
    }

    @Override
    Duration patience() {
        return Duration.ofMinutes(2);
    }
}
