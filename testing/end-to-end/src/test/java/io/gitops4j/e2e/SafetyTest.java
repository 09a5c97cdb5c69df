package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.namespaceKey;
import static io.gitops4j.e2e.Samples.definition;
import static io.gitops4j.e2e.Samples.namespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.RunHandle;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions that are gone, finalizers that nobody serves, kinds that are broken: what must not hold up anything else. */
class SafetyTest {
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

    // ---- versions

    @Test
    void an_object_of_a_version_that_is_gone_is_still_removed_in_one_that_is_served() {
        String scaler =
                "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {maxReplicas: 3}\n";
        ResourceKey key = new ResourceKey("autoscaling", "HorizontalPodAutoscaler", "shop", "web");
        host.declare("keep.yaml", configMap("keep"), "hpa.yaml", scaler);
        host.reconcile(host.app("shop").timeout(Duration.ZERO).build());
        host.cluster.faults().unserve(key.groupKind(), "v1");
        host.declare("keep.yaml", configMap("keep"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(key)).isEmpty();
    }

    @Test
    void a_version_that_is_gone_blocks_its_object_until_git_moves_on() {
        String scaler =
                "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {maxReplicas: 3}\n";
        ResourceKey key = new ResourceKey("autoscaling", "HorizontalPodAutoscaler", "shop", "web");
        var shop = host.app("shop").timeout(Duration.ZERO).build();
        host.declare("hpa.yaml", scaler, "a.yaml", configMap("a"));
        host.reconcile(shop);
        String uid = host.uid(key);
        host.cluster.faults().unserve(key.groupKind(), "v1");
        host.advance(Duration.ofMinutes(11)); // what was discovered is old by then
        host.declare("hpa.yaml", scaler, "a.yaml", configMap("a", "x", "1"));

        Run blocked = host.reconcile(shop);
        host.declare(
                "hpa.yaml", scaler.replace("autoscaling/v1", "autoscaling/v2"), "a.yaml", configMap("a", "x", "1"));
        Run moved = host.reconcile(shop);

        assertThat(blocked.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.messages(blocked))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("deploy/hpa.yaml")
                        .contains("autoscaling/v1")
                        .contains("autoscaling/v2"));
        assertThat(host.data("a", "x")).contains("1");
        assertThat(moved.outcome().kind()).isIn(Outcome.Kind.APPLIED, Outcome.Kind.NO_CHANGE);
        assertThat(host.uid(key)).isEqualTo(uid);
    }

    @Test
    void a_kind_that_is_gone_altogether_takes_its_entries_along() {
        host.create("admin", definition("policy.example", "PodSecurityPolicy", "podsecuritypolicies", "Cluster"));
        host.declare(
                "keep.yaml",
                configMap("keep"),
                "psp.yaml",
                object("policy.example/v1", "PodSecurityPolicy", "strict", "{}"));
        reconcile();
        host.cluster.as("admin").delete(definitionKey("podsecuritypolicies.policy.example"));
        Run declared = reconcile();
        host.declare("keep.yaml", configMap("keep"));

        Run run = reconcile();

        assertThat(declared.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(declared.outcome().problem().orElseThrow().code()).isEqualTo(Code.UNKNOWN_KIND);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(host.store.load(host.shop().id()).inventory().entries().keySet())
                .containsExactly(configMapKey("keep"));
    }

    // ---- generated names

    @Test
    void a_generated_name_in_a_list_or_with_an_empty_name_is_refused_and_one_beside_a_name_is_not() {
        String list =
                "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {generateName: p-}\n";
        host.declare("a.yaml", list);
        Run inList = reconcile();
        host.declare("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \"\", generateName: c-}\n");
        Run empty = reconcile();
        host.declare("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: named, generateName: c-}\n");
        Run named = reconcile();

        assertThat(inList.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(inList.outcome().problem().orElseThrow().where().line()).hasValue(6);
        assertThat(empty.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(named.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.during(this::reconcile).writes()).isZero();
    }

    // ---- finalizers

    private void holdBack(ResourceKey key, String... finalizers) {
        host.cluster
                .as("operator")
                .set(
                        key,
                        Path.of("metadata", "finalizers"),
                        Node.array(List.of(finalizers).stream().map(Node::of).toList()));
    }

    @Test
    void several_finalizers_of_several_objects_are_all_named_and_nothing_else_waits() {
        host.declare(
                "a.yaml", configMap("a"), "b.yaml", configMap("b"), "c.yaml", configMap("c"), "d.yaml", configMap("d"));
        reconcile();
        holdBack(configMapKey("a"), "one.example/x", "two.example/y");
        holdBack(configMapKey("b"), "three.example/z");
        host.declare("d.yaml", configMap("d", "x", "1"), "e.yaml", configMap("e"));

        Run run = waited(Duration.ofSeconds(31));

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.messages(run)).hasSize(2);
        assertThat(Host.messages(run).toString())
                .contains("ConfigMap shop/a: terminating, waiting for finalizer one.example/x, two.example/y")
                .contains("ConfigMap shop/b: terminating, waiting for finalizer three.example/z");
        assertThat(host.live(configMapKey("c"))).isEmpty();
        assertThat(host.data("d", "x")).contains("1");
        assertThat(host.store.load(host.shop().id()).inventory().entries().keySet())
                .containsExactlyInAnyOrder(configMapKey("a"), configMapKey("b"), configMapKey("d"), configMapKey("e"));
    }

    @Test
    void the_entry_of_a_stuck_object_ends_when_it_is_gone() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        reconcile();
        holdBack(configMapKey("a"), "one.example/x");
        host.declare("b.yaml", configMap("b"));
        waited(Duration.ofSeconds(31));
        host.cluster.as("operator").remove(configMapKey("a"), Path.of("metadata", "finalizers"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(host.store.load(host.shop().id()).inventory().entries().keySet())
                .containsExactly(configMapKey("b"));
    }

    @Test
    void a_removal_ends_as_soon_as_the_finalizer_is_served() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        reconcile();
        holdBack(configMapKey("a"), "one.example/x");
        host.declare("b.yaml", configMap("b"));

        RunHandle handle = host.start(host.shop());
        host.advance(Duration.ofSeconds(5));
        boolean early = Host.ended(handle).isPresent();
        host.cluster.as("operator").remove(configMapKey("a"), Path.of("metadata", "finalizers"));
        host.pump();

        assertThat(early).isFalse();
        assertThat(Host.ended(handle).orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.events(Event.Kind.WAITING)).extracting(Event::message).contains("waiting for ConfigMap shop/a");
    }

    @Test
    void a_stuck_object_keeps_its_definition_and_its_namespace() {
        host.declare(
                "keep.yaml", configMap("keep"),
                "crd.yaml", definition("acme.example", "Room", "rooms", "Namespaced"),
                "ns.yaml", namespace("team"),
                "room.yaml",
                        "apiVersion: acme.example/v1\nkind: Room\nmetadata: {name: r, namespace: team}\nspec: {}\n",
                "other.yaml", namespace("free"));
        reconcile();
        holdBack(new ResourceKey("acme.example", "Room", "team", "r"), "rooms.acme.example/cleanup");
        host.declare("keep.yaml", configMap("keep"));

        Run run = waited(Duration.ofMinutes(2));

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.step(run, namespaceKey("team")).status()).isEqualTo(StepResult.Status.SKIPPED);
        assertThat(Host.step(run, definitionKey("rooms.acme.example")).status()).isEqualTo(StepResult.Status.SKIPPED);
        assertThat(Host.step(run, namespaceKey("free")).status()).isEqualTo(StepResult.Status.DONE);
        assertThat(host.field(namespaceKey("team"), "metadata", "deletionTimestamp"))
                .isEmpty();
    }

    @Test
    void a_declared_object_that_is_being_deleted_is_not_written_and_named() {
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b", "x", "1"));
        reconcile();
        holdBack(configMapKey("a"), "one.example/x");
        host.cluster.as("alice").delete(configMapKey("a"));
        host.declare("a.yaml", configMap("a", "x", "2"), "b.yaml", configMap("b", "x", "2"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.step(run, configMapKey("a")).change().action()).isEqualTo(Action.BLOCKED);
        assertThat(host.data("a", "x")).contains("1");
        assertThat(host.data("b", "x")).contains("2");
    }

    // ---- broken kinds

    @Test
    void two_broken_kinds_are_each_named_and_the_rest_goes_on() {
        host.create("admin", definition("one.example", "Cog", "cogs", "Namespaced"));
        host.create("admin", definition("two.example", "Nut", "nuts", "Cluster"));
        String[] files = {
            "cog.yaml", object("one.example/v1", "Cog", "c", "{teeth: 1}"),
            "nut.yaml", object("two.example/v1", "Nut", "nut", "{size: 1}"),
            "a.yaml", configMap("a", "x", "1"),
            "old.yaml", configMap("old")
        };
        host.declare(files);
        reconcile();
        host.cluster.faults().unreadable(new GroupKind("one.example", "Cog"), "cog webhook down");
        host.cluster.faults().unreadable(new GroupKind("two.example", "Nut"), "nut webhook down");
        host.declare("cog.yaml", files[1], "nut.yaml", files[3], "a.yaml", configMap("a", "x", "2"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.messages(run).toString()).contains("cog webhook down").contains("nut webhook down");
        assertThat(Host.messages(run)).hasSize(2);
        assertThat(host.data("a", "x")).contains("2");
        assertThat(host.live(configMapKey("old"))).isEmpty();
    }

    @Test
    void a_kind_that_is_broken_in_one_version_blocks_only_objects_of_that_version() {
        host.create("admin", definition("acme.example", "Gear", "gears", "Namespaced", "v1", "v2"));
        ResourceKey one = new ResourceKey("acme.example", "Gear", "shop", "one");
        ResourceKey two = new ResourceKey("acme.example", "Gear", "shop", "two");
        host.declare(
                "one.yaml", object("acme.example/v1", "Gear", "one", "{teeth: 1}"),
                "two.yaml", object("acme.example/v2", "Gear", "two", "{teeth: 1}"));
        reconcile();
        host.cluster.faults().unreadable(one.groupKind(), "v2", "conversion failed");
        host.declare(
                "one.yaml", object("acme.example/v1", "Gear", "one", "{teeth: 2}"),
                "two.yaml", object("acme.example/v2", "Gear", "two", "{teeth: 2}"));

        Run run = reconcile();

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.step(run, one).status()).isEqualTo(StepResult.Status.DONE);
        assertThat(Host.step(run, two).change().action()).isEqualTo(Action.BLOCKED);
    }

    @Test
    void a_plan_made_while_a_kind_was_broken_does_not_prune_later() {
        host.create("admin", definition("acme.example", "Gear", "gears", "Namespaced"));
        ResourceKey gear = new ResourceKey("acme.example", "Gear", "shop", "g");
        host.declare("a.yaml", configMap("a"), "g.yaml", object("acme.example/v1", "Gear", "g", "{}"));
        reconcile();
        host.cluster.faults().unreadable(gear.groupKind(), "conversion failed");
        host.declare("a.yaml", configMap("a", "x", "1"));
        Plan plan = host.plan(host.shop());
        host.cluster.faults().clear();

        Run run = host.apply(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(host.live(gear)).isPresent();
        assertThat(host.store.load(host.shop().id()).inventory().find(gear)).isPresent();
    }
}
