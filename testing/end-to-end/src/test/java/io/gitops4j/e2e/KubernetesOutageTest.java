package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.reconcile.Applications;
import io.gitops4j.core.reconcile.ReconcileLoop;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API server goes away under a loop, and comes back. */
class KubernetesOutageTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private String namespace;

    @BeforeEach
    void prepare() {
        namespace = PLANE.namespace();
    }

    private ResourceKey key(String name) {
        return new ResourceKey("", "ConfigMap", namespace, name);
    }

    private Application declared(KubernetesWorld world) {
        world.declare("a.yaml", Host.configMap("a", "x", "1"), "b.yaml", Host.configMap("b", "x", "1"));
        return world.app("shop", namespace, "deploy").every(Duration.ofHours(1)).build();
    }

    @Test
    void a_server_that_is_killed_takes_nothing_with_it_and_is_followed_again_when_it_is_back() {
        try (KubernetesWorld world = KubernetesWorld.on(PLANE)) {
            Application shop = declared(world);
            try (ReconcileLoop loop = ReconcileLoop.start(world.reconciler(), Applications.of(shop))) {
                KubernetesWorld.run(loop, shop);
                String uid = world.uid(key("a"));
                world.declare("a.yaml", Host.configMap("a", "x", "2"));

                PLANE.killServer();
                Run without = KubernetesWorld.run(loop, shop);
                assertThat(without.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
                assertThat(without.outcome().problem().orElseThrow().code()).isEqualTo(Code.CLUSTER_UNAVAILABLE);
                AuditLog.Mark mark = PLANE.audit().mark();
                PLANE.startServer();
                assertThat(world.live(key("b"))).isPresent();

                KubernetesWorld.until(
                        () -> KubernetesWorld.run(loop, shop).outcome().kind() == Outcome.Kind.NO_CHANGE);
                assertThat(world.live(key("a")).orElseThrow().text("data", "x")).contains("2");
                assertThat(world.live(key("b"))).isEmpty();
                assertThat(world.uid(key("a"))).isEqualTo(uid);
                assertThat(PLANE.audit().writesSince(mark))
                        .extracting(AuditLog.Request::verb)
                        .containsExactlyInAnyOrder("patch", "delete");

                // the watches of before know nothing of this server; drift is seen all the same
                world.merge("alice", key("a"), Host.node("data: {x: \"9\"}"));
                PLANE.client()
                        .await(
                                world.path(key("a")),
                                live -> live.at("data", "x").equals(Optional.of(Node.of("2"))),
                                PATIENCE);
            }
        }
    }

    @Test
    void a_server_that_hangs_is_no_reason_to_remove_anything() {
        try (KubernetesWorld world = KubernetesWorld.on(PLANE)) {
            Application shop = declared(world);
            assertThat(world.reconcile(shop).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
            AuditLog.Mark mark = PLANE.audit().mark();

            PLANE.pauseServer();
            PLANE.killServer();
            assertThat(world.reconcile(shop).outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
            PLANE.startServer();

            assertThat(world.reconcile(shop).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
            assertThat(PLANE.audit().writesSince(mark)).isEmpty();
        }
    }
}
