package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One part of a real cluster cannot be read: only what lies there is left alone. */
class KubernetesTroubleTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().withControllers().build();

    private static final String APISERVICE = "/apis/apiregistration.k8s.io/v1/apiservices/v1.parts.example";

    @Test
    void an_aggregated_api_without_a_backend_stops_its_own_objects_alone() {
        String namespace = PLANE.namespace();
        ResourceKey bolt = new ResourceKey("parts.example", "Bolt", namespace, "m4");
        ResourceKey settings = new ResourceKey("", "ConfigMap", namespace, "settings");
        try (KubernetesWorld world = KubernetesWorld.on(PLANE)) {
            world.create("admin", """
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: {name: bolts.parts.example}
                    spec:
                      group: parts.example
                      names: {kind: Bolt, plural: bolts, singular: bolt, listKind: BoltList}
                      scope: Namespaced
                      versions:
                      - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                    """);
            String part = "apiVersion: parts.example/v1\nkind: Bolt\nmetadata: {name: m4}\nspec: {length: 20}\n";
            world.declare("bolt.yaml", part, "settings.yaml", Host.configMap("settings", "a", "1"));
            world.declareIn("other", "c.yaml", Host.configMap("c", "x", "1"));
            Application shop = world.app("shop", namespace, "deploy").build();
            Application other = world.app("other", namespace, "other").build();
            world.reconcileUntil(Outcome.Kind.APPLIED, shop);
            String uid = world.uid(bolt);

            // no longer the definition's, but of a server that is not there
            PLANE.client().patchMerge(APISERVICE, """
                            {"metadata": {"labels": {"kube-aggregator.kubernetes.io/automanaged": null}},
                             "spec": {"service": {"name": "nobody", "namespace": "%s", "port": 443},
                                      "insecureSkipTLSVerify": true}}
                            """.formatted(namespace)).ok();
            PLANE.client().await(APISERVICE, KubernetesTroubleTest::unavailable, Duration.ofSeconds(30));
            world.declare("bolt.yaml", part.replace("20", "30"), "settings.yaml", Host.configMap("settings", "a", "2"));
            Run[] changed = new Run[1];
            KubernetesWorld.until(() -> {
                changed[0] = world.reconcile(shop);
                return changed[0].outcome().kind() == Outcome.Kind.PARTIAL;
            });
            assertThat(world.live(settings).orElseThrow().text("data", "a")).contains("2");
            assertThat(changed[0].steps())
                    .filteredOn(step -> step.change().object().contains("Bolt"))
                    .singleElement()
                    .satisfies(step -> assertThat(step.status()).isEqualTo(StepResult.Status.NOT_PLANNED));
            assertThat(Host.messages(changed[0]))
                    .singleElement()
                    .satisfies(message -> assertThat(message).contains("parts.example"));
            assertThat(world.reconcile(other).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);

            world.declare("settings.yaml", Host.configMap("settings", "a", "3"));
            Run dropped = world.reconcile(shop);
            assertThat(dropped.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
            assertThat(world.live(settings).orElseThrow().text("data", "a")).contains("3");

            PLANE.client().delete(APISERVICE).ok();
            KubernetesWorld.until(() -> PLANE.client()
                            .get("/apis/parts.example/v1/namespaces/" + namespace + "/bolts/m4")
                            .status()
                    == 200);
            assertThat(PLANE.client()
                            .get("/apis/parts.example/v1/namespaces/" + namespace + "/bolts/m4")
                            .ok()
                            .text("metadata", "uid"))
                    .contains(uid);
            world.reconcileUntil(Outcome.Kind.APPLIED, shop);
            assertThat(world.live(bolt)).isEmpty();
        }
    }

    @Test
    void a_namespace_that_the_identity_may_not_read_stops_its_own_objects_alone() {
        String open = PLANE.namespace();
        String closed = PLANE.namespace();
        PLANE.grant("tenant-a", "edit", open);
        PLANE.grant("tenant-a", "edit", closed);
        try (KubernetesWorld world = KubernetesWorld.as("tenant-a", PLANE);
                KubernetesWorld admin = KubernetesWorld.on(PLANE)) {
            world.declare(
                    "open.yaml", in(open, "one", "a", "1"),
                    "closed.yaml", in(closed, "two", "a", "1"),
                    "third.yaml", in(closed, "three", "a", "1"));
            Application shop = world.app("shop", open, "deploy").build();
            assertThat(world.reconcile(shop).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
            assertThat(world.reconcile(shop).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);

            PLANE.client()
                    .delete("/apis/rbac.authorization.k8s.io/v1/namespaces/" + closed + "/rolebindings/tenant-a-edit")
                    .ok();
            AuditLog.Mark mark = PLANE.audit().mark();
            world.declare("open.yaml", in(open, "one", "a", "2"), "closed.yaml", in(closed, "two", "a", "2"));
            Run[] run = new Run[1];
            KubernetesWorld.until(() -> {
                run[0] = world.reconcile(shop);
                return run[0].outcome().kind() == Outcome.Kind.PARTIAL;
            });

            assertThat(admin.live(key(open, "one")).orElseThrow().text("data", "a"))
                    .contains("2");
            assertThat(admin.live(key(closed, "two")).orElseThrow().text("data", "a"))
                    .contains("1");
            assertThat(admin.live(key(closed, "three"))).isPresent();
            assertThat(PLANE.audit().writesSince(mark))
                    .noneMatch(write -> write.uri().contains("/namespaces/" + closed + "/") && write.code() < 300);

            PLANE.grant("tenant-a", "edit", closed);
            world.reconcileUntil(Outcome.Kind.APPLIED, shop);
            assertThat(admin.live(key(closed, "two")).orElseThrow().text("data", "a"))
                    .contains("2");
            assertThat(admin.live(key(closed, "three"))).isEmpty();
        }
    }

    private static boolean unavailable(Node.Obj service) {
        return service.object("status").array("conditions").items().stream()
                .anyMatch(condition -> condition.text("type").equals(Optional.of("Available"))
                        && condition.text("status").equals(Optional.of("False")));
    }

    private static ResourceKey key(String namespace, String name) {
        return new ResourceKey("", "ConfigMap", namespace, name);
    }

    private static String in(String namespace, String name, String... data) {
        return Host.configMap(name, data)
                .replace("{name: " + name + "}", "{name: " + name + ", namespace: " + namespace + "}");
    }
}
