package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.namespaceKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.reconcile.Removal;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.state.StateChange;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testing.Shared;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The checks of the shared cases of safety. */
final class SafetyCases {
    static final String BROKEN_CONVERSION = "70-one-broken-conversion-webhook";

    /** Those that hold in the same words on every cluster. */
    static final Map<String, Check> ANYWHERE = new TreeMap<>(Map.of(
            "57-crd-and-its-objects-in-one-commit", SafetyCases::definitionAndObjects,
            "60-shared-namespace", SafetyCases::sharedNamespace,
            "62-api-version-no-longer-served", SafetyCases::versionNotServed,
            "65-generate-name", SafetyCases::generateName,
            "68-finalizer-that-never-ends", SafetyCases::finalizer));

    /** All, on the embedded cluster. */
    static final Map<String, FieldCasesTest.Check> ALL = new TreeMap<>();

    static {
        ANYWHERE.forEach((name, check) -> ALL.put(name, check::run));
        ALL.put(BROKEN_CONVERSION, SafetyCases::brokenConversion);
    }

    /** The check of one case, in a world of its own. */
    @FunctionalInterface
    interface Check {
        void run(Path folder, World host);
    }

    private SafetyCases() {}

    static String text(Path file) {
        return new String(Shared.bytes(file), StandardCharsets.UTF_8);
    }

    private static void definitionAndObjects(Path folder, World host) {
        ResourceKey tenant = new ResourceKey("acme.example", "Tenant", "", "blue");
        ResourceKey room = new ResourceKey("acme.example", "Room", "tenants", "r1");
        String first = text(folder.resolve("commit-1/all.yaml"));
        host.declare("all.yaml", first, "keep.yaml", Host.configMap("keep"));
        Plan plan = host.plan(host.shop());
        List<String> documents = new ArrayList<>(List.of(first.split("(?m)^---\n")));
        Collections.reverse(documents);
        host.declare("all.yaml", String.join("---\n", documents), "keep.yaml", Host.configMap("keep"));
        Plan shuffled = host.plan(host.shop());

        assertThat(shuffled.changes())
                .extracting(Object::toString)
                .isEqualTo(plan.changes().stream().map(Object::toString).toList());
        assertThat(plan.changes()).extracting(PlannedChange::action).containsOnly(Action.CREATE);
        assertThat(host.apply(shuffled).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(host.live(tenant)).isPresent();
        assertThat(host.live(room)).isPresent();
        assertThat(host.field(tenant, "metadata", "namespace")).isEmpty();

        host.declare("all.yaml", text(folder.resolve("commit-2/all.yaml")), "keep.yaml", Host.configMap("keep"));
        Plan second = host.plan(host.shop());
        assertThat(second.changes())
                .extracting(PlannedChange::object)
                .containsExactly(
                        "CustomResourceDefinition.apiextensions.k8s.io tenants.acme.example",
                        "Tenant.acme.example blue");
        assertThat(second.changes()).extracting(PlannedChange::verdict).containsOnly(Verdict.CHANGED);
        assertThat(second.changes().get(1).changes())
                .extracting(Object::toString)
                .containsExactly("ADD spec.color");
        assertThat(host.apply(second).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(host.writes(() -> host.reconcile(host.shop()))).isZero();

        host.declare("keep.yaml", Host.configMap("keep"));
        host.forgetEvents();
        assertThat(host.reconcile(host.shop()).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        List<String> removed =
                host.events(Event.Kind.STEP).stream().map(Event::message).toList();
        assertThat(removed).hasSize(5);
        assertThat(removed.indexOf("removed " + tenant))
                .isLessThan(
                        removed.indexOf("removed CustomResourceDefinition.apiextensions.k8s.io tenants.acme.example"));
        assertThat(removed.indexOf("removed " + room))
                .isLessThan(removed.indexOf("removed CustomResourceDefinition.apiextensions.k8s.io rooms.acme.example"))
                .isLessThan(removed.indexOf("removed Namespace tenants"));
    }

    private static void sharedNamespace(Path folder, World host) {
        host.namespace("other");
        host.declareIn("a", "all.yaml", text(folder.resolve("app-a/all.yaml")));
        host.declareIn("b", "all.yaml", text(folder.resolve("app-b/all.yaml")));
        Application a = host.app("app-a", "a").build();
        Application b = host.app("app-b", "b").build();
        ResourceKey common = namespaceKey("common");
        ResourceKey mine = new ResourceKey("", "ConfigMap", "common", "a");
        ResourceKey theirs = new ResourceKey("", "ConfigMap", "common", "b");
        ResourceKey claim = new ResourceKey("", "PersistentVolumeClaim", "common", "broker-data");
        host.reconcile(a);
        Run second = host.reconcile(b);
        host.create("alice", text(folder.resolve("foreign.yaml")));
        List<String> uids = List.of(host.uid(common), host.uid(theirs), host.uid(claim));

        assertThat(second.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.messages(second).get(0))
                .contains("Namespace common")
                .contains("e2e/app-a")
                .contains("e2e/app-b");
        host.declareIn("a", "all.yaml", text(folder.resolve("app-a-later/all.yaml")));
        Run dropped = host.reconcile(a);
        assertThat(host.live(mine)).isEmpty();
        assertThat(Host.messages(dropped).toString())
                .contains("Namespace common")
                .contains("PersistentVolumeClaim common/broker-data")
                .contains("ConfigMap common/b");
        host.reconcile(b);
        host.reconciler().remove(a, Removal.DELETE_OBJECTS, Host.MANUAL, Cancellation.none());
        host.reconcile(b);
        assertThat(List.of(host.uid(common), host.uid(theirs), host.uid(claim))).isEqualTo(uids);

        try (World alone = host.another()) {
            alone.namespace("other");
            alone.declareIn("a", "all.yaml", text(folder.resolve("app-a/all.yaml")));
            Application only = alone.app("app-a", "a").build();
            alone.reconcile(only);
            alone.create("alice", text(folder.resolve("foreign.yaml")));
            alone.declareIn("a", "all.yaml", text(folder.resolve("app-a-later/all.yaml")));
            Run held = alone.reconcile(only);
            assertThat(held.outcome().problem().orElseThrow().code()).isEqualTo(Code.PRUNE_REFUSED);
            assertThat(Host.messages(held).toString()).contains("broker-data");
            assertThat(alone.live(common)).isPresent();
            assertThat(alone.live(claim)).isPresent();
            Plan plan = alone.plan(only);
            assertThat(alone.apply(plan.confirm(List.of(common.toString())))
                            .outcome()
                            .kind())
                    .isEqualTo(Outcome.Kind.APPLIED);
            assertThat(alone.live(common)).isEmpty();
        }
    }

    private static void versionNotServed(Path folder, World host) {
        ResourceKey budget = new ResourceKey("policy", "PodDisruptionBudget", "shop", "web");
        host.declare("all.yaml", text(folder.resolve("after.yaml")));
        host.reconcile(host.shop());
        String uid = host.uid(budget);
        // as a run of years ago left it, before the cluster was upgraded
        var id = host.shop().id();
        var claim = host.store().claim(id, "years ago", Duration.ofMinutes(1)).orElseThrow();
        var inventory = host.store().load(id).inventory();
        var entry = inventory.find(budget).orElseThrow().intending("v1beta1", FieldSet.empty());
        host.store().commit(claim, StateChange.inventory(inventory.with(entry)));
        host.store().release(claim);

        Run after = host.reconcile(host.shop());
        assertThat(after.outcome().kind()).isIn(Outcome.Kind.NO_CHANGE, Outcome.Kind.APPLIED);
        assertThat(host.uid(budget)).isEqualTo(uid);

        host.declare("all.yaml", text(folder.resolve("still-old.yaml")));
        Run old = host.reconcile(host.shop());
        assertThat(old.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(old.outcome().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.VERSION_NOT_SERVED);
            assertThat(problem.text())
                    .contains("deploy/all.yaml")
                    .contains("policy/v1beta1")
                    .contains("policy/v1;");
        });
        assertThat(host.data("settings", "a")).contains("2");
        assertThat(host.uid(budget)).isEqualTo(uid);
        assertThat(host.store().load(id).inventory().find(budget)).isPresent();
    }

    private static void generateName(Path folder, World host) {
        host.declare("keep.yaml", Host.configMap("keep"));
        host.reconcile(host.shop());
        host.declare("desired.yaml", text(folder.resolve("desired.yaml")));
        for (int i = 0; i < 5; i++) {
            Run run = host.reconcile(host.shop());
            assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
            assertThat(run.outcome().problems()).singleElement().satisfies(problem -> {
                assertThat(problem.where().file()).contains("deploy/desired.yaml");
                assertThat(problem.where().line()).hasValue(3);
                assertThat(problem.message()).contains("generateName").contains("hook");
            });
        }
        assertThat(host.everything().keySet()).noneMatch(key -> key.kind().equals("Job"));
        assertThat(host.live(configMapKey("settings"))).isEmpty();
        assertThat(host.live(configMapKey("keep"))).isPresent();
    }

    private static void finalizer(Path folder, World host) {
        host.declare("all.yaml", text(folder.resolve("before.yaml")));
        host.reconcile(host.shop());
        String uid = host.uid(configMapKey("stuck"));
        host.declare("all.yaml", text(folder.resolve("after.yaml")));

        Duration patience = Duration.ofSeconds(3);
        Application impatient = host.app("shop", "deploy").timeout(patience).build();
        Run run = host.settled(host.start(impatient), patience);
        assertThat(host.data("other", "a")).contains("2");
        assertThat(host.live(configMapKey("fresh"))).isPresent();
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.messages(run))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("ConfigMap shop/stuck")
                        .contains("terminating, waiting for finalizer example.com/never"));
        assertThat(host.store().load(host.shop().id()).inventory().find(configMapKey("stuck")))
                .isPresent();
        for (int i = 0; i < 3; i++) {
            Run[] again = new Run[1];
            assertThat(host.writes(() -> again[0] = host.reconcile(host.shop())))
                    .isZero();
            assertThat(again[0].outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
            assertThat(Host.messages(again[0]).get(0)).contains("waiting for finalizer example.com/never");
        }

        host.declare("all.yaml", text(folder.resolve("back-again.yaml")), "o.yaml", Host.configMap("other", "a", "2"));
        Plan back = host.plan(host.shop());
        assertThat(back.changes().stream().filter(line -> line.object().equals("ConfigMap shop/stuck")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.action()).isEqualTo(Action.BLOCKED);
                    assertThat(line.verdict()).isEqualTo(Verdict.TERMINATING);
                });
        host.reconcile(host.shop());
        assertThat(host.data("stuck", "b")).contains("0");
        host.remove("admin", configMapKey("stuck"), io.gitops4j.core.tree.Path.of("metadata", "finalizers"));
        assertThat(host.live(configMapKey("stuck"))).isEmpty();
        host.reconcileUntil(Outcome.Kind.APPLIED, host.shop());
        assertThat(host.data("stuck", "b")).contains("1");
        assertThat(host.uid(configMapKey("stuck"))).isNotEqualTo(uid);
    }

    private static void brokenConversion(Path folder, Host host) {
        GroupKind gears = new GroupKind("gears.example", "Gear");
        ResourceKey gear = new ResourceKey("gears.example", "Gear", "shop", "g");
        host.create("somebody", text(folder.resolve("broken-crd.yaml")));
        String declared = text(folder.resolve("app.yaml"));
        host.declare("app.yaml", declared);
        host.declareIn("other", "c.yaml", Host.configMap("c", "x", "1"));
        Application other = host.app("other", "other").build();
        host.reconcile(host.shop());
        host.cluster.faults().unreadable(gears, "conversion webhook for gears.example/v1 failed: no such service");

        host.declare("app.yaml", declared.replace("a: \"1\"", "a: \"2\"").replace("teeth: 12", "teeth: 13"));
        Run run = host.reconcile(host.shop());
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(host.data("settings", "a")).contains("2");
        assertThat(Host.step(run, gear).change().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Host.messages(run))
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("conversion webhook").contains("Gear"));
        assertThat(host.reconcile(other).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.reconcile(other).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);

        host.declare("app.yaml", Host.configMap("settings", "a", "2"));
        assertThat(host.during(() -> host.reconcile(host.shop())).delete()).isZero();
        host.cluster.faults().clear();
        host.declare("app.yaml", declared.replace("teeth: 12", "teeth: 13"));
        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.field(gear, "spec", "teeth")).contains(Node.of(13));

        host.cluster.faults().failDiscovery("gears.example", "the aggregated server is down");
        host.advance(Duration.ofMinutes(11)); // what is served is asked for again
        host.declare("app.yaml", Host.configMap("settings", "a", "3"));
        Run partial = host.reconcile(host.shop());
        assertThat(partial.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(host.data("settings", "a")).contains("3");
        assertThat(host.live(gear)).isPresent();
        assertThat(host.reconcile(other).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
    }
}
