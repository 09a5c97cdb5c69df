package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static io.gitops4j.e2e.Host.foreign;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.embedded.Requests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The straight line: what is declared is created, updated and removed, once. */
class ReconcileTest {
    private final Host host = Host.create();

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void creates_what_is_declared() {
        host.declare("web.yaml", deployment("web", 2), "settings.yaml", configMap("settings", "mode", "dark"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(run.steps())
                .extracting(StepResult::toString)
                .containsExactly("DONE CREATE ConfigMap shop/settings", "DONE CREATE Deployment.apps shop/web");
        assertThat(host.data("settings", "mode")).contains("dark");
        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(2));
    }

    @Test
    void a_second_reconcile_changes_nothing_and_writes_nothing() {
        host.declare("web.yaml", deployment("web", 2), "settings.yaml", configMap("settings", "mode", "dark"));
        host.reconcile(host.shop());
        var before = host.everything();
        Run[] run = new Run[1];

        Requests requests = host.during(() -> run[0] = host.reconcile(host.shop()));

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(run[0].unchanged()).isEqualTo(2);
        assertThat(requests.writes()).isZero();
        assertThat(requests.dryRun()).isZero();
        assertThat(host.everything()).isEqualTo(before);
    }

    @Test
    void updates_only_what_differs() {
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b", "x", "1"));
        host.reconcile(host.shop());
        String untouched = host.everything().get(configMapKey("b"));
        host.declare("a.yaml", configMap("a", "x", "2"), "b.yaml", configMap("b", "x", "1"));

        Requests requests = host.during(() -> host.reconcile(host.shop()));

        assertThat(requests.apply()).isEqualTo(1);
        assertThat(host.data("a", "x")).contains("2");
        assertThat(host.everything().get(configMapKey("b"))).isEqualTo(untouched);
    }

    @Test
    void removes_exactly_the_object_of_a_deleted_file() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"), "c.yaml", configMap("c"));
        host.reconcile(host.shop());
        host.create("alice", foreign("foreign"));
        host.declare("a.yaml", configMap("a"), "c.yaml", configMap("c"));
        var before = host.everything();

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        assertThat(run.steps()).extracting(StepResult::toString).containsExactly("DONE PRUNE ConfigMap shop/b");
        var after = host.everything();
        before.remove(configMapKey("b"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void keeps_what_is_no_longer_declared_where_the_application_does_not_prune() {
        var keeping = host.app("shop").keepUndeclared().build();
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(keeping);
        host.declare("a.yaml", configMap("a"));

        Requests requests = host.during(() -> host.reconcile(keeping));

        assertThat(requests.writes()).isZero();
        assertThat(host.live(configMapKey("b"))).isPresent();
        assertThat(host.plan(keeping).warnings())
                .anySatisfy(warning -> assertThat(warning.text())
                        .contains("ConfigMap shop/b")
                        .contains("the application does not prune"));
    }

    @Test
    void keeps_an_object_whose_annotation_says_so() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.cluster
                .as("alice")
                .set(configMapKey("b"), Path.of("metadata", "annotations", "gitops4j.io/prune"), Node.of("false"));
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(host.live(configMapKey("b"))).isPresent();
    }

    @Test
    void a_field_removed_from_git_is_removed_live() {
        host.declare("a.yaml", configMap("a", "x", "1", "z", "2"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a", "x", "1"));

        Plan plan = host.plan(host.shop());
        Run run = host.apply(plan);

        assertThat(plan.changes().get(0).changes()).extracting(Object::toString).containsExactly("REMOVE data.z");
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.field(configMapKey("a"), "data")).contains(Node.object().with("x", Node.of("1")));
        assertThat(host.during(() -> host.reconcile(host.shop())).writes()).isZero();
    }

    @Test
    void all_fields_of_a_map_removed_from_git_are_removed_live() {
        host.declare("a.yaml", configMap("a", "x", "1", "z", "2"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));

        host.reconcile(host.shop());

        assertThat(host.data("a", "x")).isEmpty();
        assertThat(host.data("a", "z")).isEmpty();
        assertThat(host.during(() -> host.reconcile(host.shop())).writes()).isZero();
    }

    @Test
    void fields_of_others_stay() {
        host.declare("web.yaml", deployment("web", 1));
        host.reconcile(host.shop());
        host.cluster
                .as("kubectl")
                .set(deploymentKey("web"), Path.of("metadata", "annotations", "team.example/note"), Node.of("mine"));
        host.cluster.as("kubectl").set(deploymentKey("web"), Path.of("spec", "paused"), Node.of(false));
        assertThat(host.during(() -> host.reconcile(host.shop())).writes()).isZero();
        host.declare("web.yaml", deployment("web", 3));

        host.reconcile(host.shop());

        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(3));
        assertThat(host.field(deploymentKey("web"), "spec", "paused")).contains(Node.of(false));
        assertThat(host.field(deploymentKey("web"), "metadata", "annotations", "team.example/note"))
                .contains(Node.of("mine"));
    }

    @Test
    void a_field_that_git_stops_declaring_stays_where_somebody_else_owns_it_too() {
        host.declare("a.yaml", configMap("a", "x", "1", "z", "2"));
        host.reconcile(host.shop());
        // the same value, written by somebody else as well: both own it
        var other = ApplyCall.of(configMapKey("a"), Host.node(configMap("a", "z", "2")), "helper");
        host.cluster.apply(other, Cancellation.none());
        host.declare("a.yaml", configMap("a", "x", "1"));

        Plan plan = host.plan(host.shop());
        host.apply(plan);

        assertThat(plan.changes().get(0).changes()).extracting(Object::toString).containsExactly("RELEASE data.z");
        assertThat(plan.changes().get(0).changes().get(0).owners()).containsExactly("helper");
        assertThat(host.data("a", "z")).contains("2");
        assertThat(host.during(() -> host.reconcile(host.shop())).writes()).isZero();
    }

    @Test
    void an_object_deleted_by_somebody_else_comes_back() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        String uid = host.uid(configMapKey("a"));
        host.cluster.as("alice").delete(configMapKey("a"));

        Run run = host.reconcile(host.shop());

        assertThat(run.steps()).extracting(StepResult::toString).containsExactly("DONE CREATE ConfigMap shop/a");
        assertThat(host.uid(configMapKey("a"))).isNotEqualTo(uid);
    }

    @Test
    void an_object_no_longer_declared_and_already_gone_is_forgotten() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.cluster.as("alice").delete(configMapKey("b"));
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(host.store.load(host.shop().id()).inventory().entries().keySet())
                .containsExactly(configMapKey("a"));
    }

    @Test
    void the_inventory_holds_what_is_ours_with_uid_and_witness() {
        host.declare("a.yaml", configMap("a", "x", "1"));

        host.reconcile(host.shop());

        var entry = host.store
                .load(host.shop().id())
                .inventory()
                .find(configMapKey("a"))
                .orElseThrow();
        assertThat(entry.uid()).contains(host.uid(configMapKey("a")));
        assertThat(entry.version()).isEqualTo("v1");
        assertThat(entry.witness()).isPresent();
    }

    @Test
    void an_object_of_ours_that_the_store_forgot_is_recognised_and_pruned_later() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.use(host.another(Host.INSTALLATION, StateStore.inMemory(host.clock)));
        Run recognising = host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        assertThat(recognising.outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(run.steps()).extracting(StepResult::toString).containsExactly("DONE PRUNE ConfigMap shop/b");
    }

    @Test
    void the_history_tells_who_asked_what_was_declared_and_what_was_done() {
        String commit = host.declare("a.yaml", configMap("a", "x", "1"));
        host.reconcile(host.shop());
        String second = host.declare("a.yaml", configMap("a", "x", "2"));
        host.reconcile(host.shop());
        host.reconcile(host.shop());

        List<Run> history = host.reconciler().history(host.shop().id(), Optional.empty(), 10);

        assertThat(history).hasSize(2);
        Run newest = history.get(0);
        assertThat(newest.trigger()).isEqualTo(Host.MANUAL);
        assertThat(newest.revisions().of("default").orElseThrow().id()).isEqualTo(second);
        assertThat(newest.revisions()
                        .of("default")
                        .orElseThrow()
                        .commit()
                        .orElseThrow()
                        .author())
                .contains("Dev");
        assertThat(newest.steps()).extracting(StepResult::toString).containsExactly("DONE UPDATE ConfigMap shop/a");
        assertThat(newest.plan()).isPresent();
        assertThat(newest.started()).isEqualTo(host.clock.instant());
        Run first = history.get(1);
        assertThat(first.revisions().of("default").orElseThrow().id()).isEqualTo(commit);
        assertThat(first.id()).isLessThan(newest.id());
        List<Run> older = host.reconciler().history(host.shop().id(), Optional.of(newest.id()), 10);
        assertThat(older).extracting(Run::id).containsExactly(first.id());
    }

    @Test
    void a_commit_that_changes_nothing_for_the_cluster_is_in_the_history_once() {
        host.declare("a.yaml", configMap("a"));
        host.reconcile(host.shop());
        String second = host.declare("a.yaml", configMap("a"), "notes.txt", "no manifest");
        host.reconcile(host.shop());
        host.reconcile(host.shop());

        List<Run> history = host.reconciler().history(host.shop().id(), Optional.empty(), 10);

        assertThat(history)
                .extracting(run -> run.outcome().kind())
                .containsExactly(Outcome.Kind.NO_CHANGE, Outcome.Kind.APPLIED);
        assertThat(history.get(0).revisions().of("default").orElseThrow().id()).isEqualTo(second);
    }

    @Test
    void the_status_tells_sync_health_and_the_last_run() {
        host.declare("web.yaml", deployment("web", 1));
        Status before = host.status(host.shop());
        host.reconcile(host.shop());
        Status after = host.status(host.shop());
        host.cluster.as("alice").scale(deploymentKey("web"), 5);
        Status drifted = host.status(host.shop());

        assertThat(before.sync()).isEqualTo(Status.Sync.OUT_OF_SYNC);
        assertThat(before.health()).isEqualTo(Health.Status.MISSING);
        assertThat(before.last()).isEmpty();
        assertThat(after.sync()).isEqualTo(Status.Sync.SYNCED);
        assertThat(after.health()).isEqualTo(Health.Status.HEALTHY);
        assertThat(after.current()).isEmpty();
        assertThat(after.last().orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(drifted.sync()).isEqualTo(Status.Sync.OUT_OF_SYNC);
    }

    @Test
    void a_look_at_the_status_writes_nothing_and_tells_no_listener() {
        host.declare("web.yaml", deployment("web", 1));
        host.forgetEvents();

        Requests requests = host.during(() -> host.status(host.shop()));

        assertThat(requests.writes()).isZero();
        assertThat(host.events()).isEmpty();
        assertThat(host.store.load(host.shop().id()).inventory().isEmpty()).isTrue();
    }

    @Test
    void a_plan_writes_nothing_and_leaves_no_run() {
        host.declare("web.yaml", deployment("web", 1));

        Requests requests = host.during(() -> host.plan(host.shop()));

        assertThat(requests.writes()).isZero();
        assertThat(requests.dryRun()).isZero();
        assertThat(host.reconciler().history(host.shop().id(), Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void two_applications_do_not_touch_each_other() {
        host.declare("a.yaml", configMap("a"));
        host.declareIn("other", "b.yaml", configMap("b"), "c.yaml", configMap("c"));
        var other = host.app("other", "other").build();
        host.reconcile(host.shop());
        host.reconcile(other);
        host.declareIn("other", "b.yaml", configMap("b"));

        Run run = host.reconcile(other);
        Run shop = host.reconcile(host.shop());

        assertThat(run.steps()).extracting(StepResult::toString).containsExactly("DONE PRUNE ConfigMap shop/c");
        assertThat(shop.outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
    }

    @Test
    void one_manager_for_each_application_is_on_the_objects() {
        host.declare("a.yaml", configMap("a"));
        host.reconcile(host.shop());

        Node.Obj live = host.live(configMapKey("a")).orElseThrow();

        assertThat(live.object("metadata").array("managedFields").items())
                .extracting(entry -> entry.text("manager").orElse(""))
                .hasSize(1)
                .allSatisfy(manager -> assertThat(manager).matches("gitops4j:shop-[a-z2-7]{8}"));
        assertThat(live.text("metadata", "annotations", "gitops4j.io/owner-ref"))
                .contains("v1|e2e||shop||ConfigMap|shop|a");
    }

    @Test
    void run_numbers_grow() {
        host.declare("a.yaml", configMap("a"));
        RunId first = host.reconcile(host.shop()).id();
        RunId second = host.reconcile(host.shop()).id();

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void several_sources_make_one_application() {
        host.declare("a.yaml", configMap("a"));
        host.declareIn("more", "b.yaml", configMap("b"));
        var base = host.shop();
        var both = base.toBuilder()
                .from(ApplicationSource.of(base.sources().get(0).ref(), RepoPath.of("more"))
                        .named("more"))
                .build();

        Run run = host.reconcile(both);

        assertThat(run.steps()).hasSize(2);
        assertThat(run.revisions().all()).containsOnlyKeys("default", "more");
    }
}
