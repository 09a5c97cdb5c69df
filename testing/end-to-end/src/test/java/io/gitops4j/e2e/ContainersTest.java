package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.namespaceKey;
import static io.gitops4j.e2e.Samples.definition;
import static io.gitops4j.e2e.Samples.namespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.reconcile.RunHandle;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.tree.Node;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Definitions and namespaces: what must come before, and must not take anything else along. */
class ContainersTest {
    private static final String DEFINITION = "CustomResourceDefinition.apiextensions.k8s.io ";

    private final Host host = Host.create();

    @AfterEach
    void close() {
        host.close();
    }

    private static String object(String apiVersion, String kind, String name, String spec) {
        return "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec: " + spec
                + "\n";
    }

    private static ResourceKey definitionKey(String name) {
        return new ResourceKey("apiextensions.k8s.io", "CustomResourceDefinition", "", name);
    }

    private Run reconcile() {
        return host.reconcile(host.shop());
    }

    /** A run that may have to wait. */
    private Run waited(Duration time) {
        RunHandle handle = host.start(host.shop());
        host.advance(time);
        return Host.ended(handle).orElseThrow(() -> new AssertionError("it goes on: " + handle.status()));
    }

    // ---- definitions and their objects

    @Test
    void one_kind_name_in_two_groups_has_a_scope_for_each() {
        host.declare(
                "a.yaml", object("fleet.example/v1", "Node", "one", "{size: 1}"),
                "b.yaml", object("farm.example/v1", "Node", "one", "{size: 1}"),
                "c.yaml", definition("fleet.example", "Node", "nodes", "Cluster"),
                "d.yaml", definition("farm.example", "Node", "nodes", "Namespaced"));

        Run run = reconcile();

        assertThat(run.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(host.live(new ResourceKey("fleet.example", "Node", "", "one")))
                .isPresent();
        assertThat(host.live(new ResourceKey("farm.example", "Node", "shop", "one")))
                .isPresent();
        assertThat(host.during(this::reconcile).writes()).isZero();
    }

    @Test
    void a_definition_in_a_list_and_its_object_before_it() {
        String indented = definition("acme.example", "Room", "rooms", "Namespaced")
                .indent(2)
                .substring(2);
        host.declare(
                "a.yaml",
                object("acme.example/v1", "Room", "r", "{}"),
                "b.yaml",
                "apiVersion: v1\nkind: List\nitems:\n- " + indented);

        assertThat(reconcile().outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
    }

    @Test
    void a_definition_of_one_source_serves_the_objects_of_another() {
        host.declare("room.yaml", object("acme.example/v1", "Room", "r", "{}"));
        host.declareIn("kinds", "crd.yaml", definition("acme.example", "Room", "rooms", "Namespaced"));
        var both = host.shop().toBuilder()
                .from(ApplicationSource.of(host.shop().sources().get(0).ref(), RepoPath.of("kinds"))
                        .named("kinds"))
                .build();

        assertThat(host.reconcile(both).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
    }

    @Test
    void a_version_added_to_a_definition_is_used_in_the_same_commit() {
        ResourceKey room = new ResourceKey("acme.example", "Room", "shop", "r");
        host.declare(
                "crd.yaml", definition("acme.example", "Room", "rooms", "Namespaced"),
                "room.yaml", object("acme.example/v1", "Room", "r", "{size: 1}"));
        reconcile();
        String uid = host.uid(room);
        host.declare(
                "crd.yaml", definition("acme.example", "Room", "rooms", "Namespaced", "v1", "v2"),
                "room.yaml", object("acme.example/v2", "Room", "r", "{size: 2}"));

        Run run = reconcile();

        assertThat(run.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(host.uid(room)).isEqualTo(uid);
        assertThat(host.field(room, "spec", "size")).contains(Node.of(2));
        assertThat(host.during(this::reconcile).writes()).isZero();
    }

    @Test
    void a_definition_goes_after_its_objects_and_not_with_those_of_others() {
        host.declare(
                "keep.yaml", configMap("keep"),
                "crd.yaml", definition("acme.example", "Room", "rooms", "Namespaced"),
                "room.yaml", object("acme.example/v1", "Room", "r", "{}"));
        reconcile();
        host.create(
                "alice",
                object("acme.example/v1", "Room", "hers", "{}")
                        .replace("{name: hers}", "{name: hers, namespace: shop}"));
        host.declare("keep.yaml", configMap("keep"));

        Run held = reconcile();
        host.cluster.as("alice").delete(new ResourceKey("acme.example", "Room", "shop", "hers"));
        Run gone = reconcile();

        assertThat(held.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.messages(held))
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("rooms.acme.example").contains("Room shop/hers"));
        assertThat(gone.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(definitionKey("rooms.acme.example"))).isEmpty();
    }

    @Test
    void a_definition_whose_objects_cannot_be_listed_stays() {
        host.declare(
                "keep.yaml", configMap("keep"), "crd.yaml", definition("acme.example", "Room", "rooms", "Namespaced"));
        reconcile();
        host.cluster.faults().unreadable(new GroupKind("acme.example", "Room"), "the webhook is down");
        host.declare("keep.yaml", configMap("keep"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(host.live(definitionKey("rooms.acme.example"))).isPresent();
    }

    @Test
    void an_object_whose_definition_was_rejected_is_skipped() {
        host.declare(
                "crd.yaml", definition("acme.example", "Room", "rooms", "Namespaced"),
                "room.yaml", object("acme.example/v1", "Room", "r", "{}"),
                "a.yaml", configMap("a"));
        host.cluster.faults().reject(definitionKey("rooms.acme.example"), "not allowed", 1);

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(run.steps())
                .extracting(StepResult::toString)
                .containsExactlyInAnyOrder(
                        "FAILED CREATE " + DEFINITION + "rooms.acme.example",
                        "SKIPPED CREATE Room.acme.example shop/r",
                        "DONE CREATE ConfigMap shop/a");
        assertThat(reconcile().outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    // ---- namespaces

    @Test
    void a_namespace_with_a_foreign_custom_object_stays() {
        host.create("admin", definition("acme.example", "Room", "rooms", "Namespaced"));
        host.declare("keep.yaml", configMap("keep"), "ns.yaml", namespace("team"));
        reconcile();
        host.create(
                "alice", "apiVersion: acme.example/v1\nkind: Room\nmetadata: {name: r, namespace: team}\nspec: {}\n");
        host.declare("keep.yaml", configMap("keep"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(Host.messages(run).get(0)).contains("Room team/r");
        assertThat(host.live(namespaceKey("team"))).isPresent();
    }

    @Test
    void a_namespace_whose_content_cannot_be_listed_stays() {
        host.declare("keep.yaml", configMap("keep"), "ns.yaml", namespace("team"));
        reconcile();
        host.cluster.faults().unreadable(new GroupKind("batch", "Job"), "timeout");
        host.declare("keep.yaml", configMap("keep"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(Host.messages(run).get(0)).contains("could not be listed").contains("timeout");
        assertThat(host.live(namespaceKey("team"))).isPresent();
    }

    @Test
    void a_namespace_stays_while_discovery_is_partial() {
        host.declare("keep.yaml", configMap("keep"), "ns.yaml", namespace("team"));
        reconcile();
        host.cluster.faults().failDiscovery("metrics.k8s.io", "the metrics server is down");
        host.declare("keep.yaml", configMap("keep"));

        assertThat(reconcile().outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(host.live(namespaceKey("team"))).isPresent();
    }

    @Test
    void a_namespace_stays_where_objects_in_it_are_still_declared() {
        host.declare(
                "ns.yaml", namespace("team"),
                "in.yaml", configMap("in").replace("{name: in}", "{name: in, namespace: team}"));
        reconcile();
        host.declare("in.yaml", configMap("in").replace("{name: in}", "{name: in, namespace: team}"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(Host.messages(run).get(0)).contains("objects in it are: ConfigMap team/in");
    }

    @Test
    void what_a_controller_made_in_a_namespace_does_not_hold_it() {
        host.declare(
                "keep.yaml", configMap("keep"),
                "ns.yaml", namespace("team"),
                "web.yaml", Host.deployment("web", 1).replace("{name: web}", "{name: web, namespace: team}"));
        reconcile();
        Node.Obj deployment =
                host.live(new ResourceKey("apps", "Deployment", "team", "web")).orElseThrow();
        host.create(
                "controller", """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-1
                  namespace: team
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: "%s", controller: true}]
                spec: {containers: [{name: app, image: "registry.example/web:1"}]}
                """.formatted(deployment.text("metadata", "uid").orElseThrow()));
        host.declare("keep.yaml", configMap("keep"));

        Run run = waited(Duration.ofMinutes(1));

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(namespaceKey("team"))).isEmpty();
    }
}
