package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Defaults and canonical spellings of a real API server are no drift, though nothing is remembered of the apply. */
class SpellingsTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.shared();

    @Test
    void what_a_server_makes_of_many_kinds_is_in_sync_without_a_witness() throws IOException {
        String namespace = PLANE.namespace();
        try (KubernetesWorld world = KubernetesWorld.on(PLANE)) {
            world.declare("spellings.yaml", resource("spellings.yaml"));
            Application application = world.app("spellings", namespace, "deploy")
                    .timeout(Duration.ZERO)
                    .build();
            Run run = world.reconcile(application);
            assertThat(run.outcome()).as("%s", run.outcome().problems()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));

            Plan remembered = world.plan(application);
            assertThat(RealDelivery.differences(application, remembered)).isEmpty();
            try (Reconciler forgetful = world.forgetful()) {
                Plan plan = forgetful.plan(application, Host.MANUAL, Cancellation.none());
                assertThat(RealDelivery.differences(application, plan)).isEmpty();
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SpellingsTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
