package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.DriftPolicy;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of live changes that Git does not know of. */
class DriftTest {
    private final Host host = Host.create();

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void drift_is_named_with_its_actor_and_reverted() {
        host.declare("web.yaml", deployment("web", 2));
        host.reconcile(host.shop());
        host.cluster.as("kubectl-edit").set(deploymentKey("web"), Path.of("spec", "replicas"), Node.of(7));
        host.forgetEvents();

        Plan plan = host.plan(host.shop());
        host.forgetEvents();
        Run run = host.apply(plan);

        PlannedChange line = plan.changes().get(0);
        assertThat(line.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(line.changes()).hasSize(1);
        Change change = line.changes().get(0);
        assertThat(change.text()).isEqualTo("spec.replicas: 7 -> 2, drift by kubectl-edit");
        assertThat(change.cause()).isEqualTo(Change.Cause.LIVE_DRIFT);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(2));
        assertThat(host.during(() -> host.reconcile(host.shop())).writes()).isZero();
    }

    @Test
    void drift_is_an_event_of_the_run_that_sees_it() {
        host.declare("web.yaml", deployment("web", 2));
        host.reconcile(host.shop());
        host.cluster.as("alice").scale(deploymentKey("web"), 7);
        host.forgetEvents();

        Run run = host.reconcile(host.shop());

        assertThat(host.events(Event.Kind.DRIFT)).singleElement().satisfies(event -> {
            assertThat(event.run()).contains(run.id());
            assertThat(event.message()).isEqualTo("Deployment.apps shop/web: spec.replicas: 7 -> 2, drift by alice");
        });
    }

    @Test
    void a_field_that_somebody_removed_comes_back() {
        host.declare("a.yaml", configMap("a", "x", "1", "z", "2"));
        host.reconcile(host.shop());
        host.cluster.as("alice").remove(configMapKey("a"), Path.of("data", "z"));

        Plan plan = host.plan(host.shop());
        host.apply(plan);

        assertThat(plan.changes().get(0).verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(host.data("a", "z")).contains("2");
    }

    @Test
    void the_policy_alert_reports_drift_and_leaves_it() {
        var alerting = host.app("shop").onDrift(DriftPolicy.ALERT).build();
        host.declare("web.yaml", deployment("web", 2));
        host.reconcile(alerting);
        host.cluster.as("alice").scale(deploymentKey("web"), 7);
        host.forgetEvents();
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconcile(alerting)).writes())
                .isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(7));
        assertThat(host.events(Event.Kind.DRIFT))
                .singleElement()
                .satisfies(event -> assertThat(event.message())
                        .contains("Deployment.apps shop/web")
                        .contains("spec.replicas: 7 -> 2, drift by alice"));
        assertThat(host.status(alerting).sync()).isEqualTo(Status.Sync.OUT_OF_SYNC);
        assertThat(host.plan(alerting).warnings())
                .anySatisfy(warning ->
                        assertThat(warning.text()).contains("deploy/web.yaml").contains("spec.replicas: 7 -> 2"));
    }

    @Test
    void the_policy_alert_still_applies_what_git_changed() {
        var alerting = host.app("shop").onDrift(DriftPolicy.ALERT).build();
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b", "x", "1"));
        host.reconcile(alerting);
        host.cluster.as("alice").set(configMapKey("b"), Path.of("data", "x"), Node.of("edited"));
        host.declare("a.yaml", configMap("a", "x", "2"), "b.yaml", configMap("b", "x", "1"));

        host.reconcile(alerting);

        assertThat(host.data("a", "x")).contains("2");
        assertThat(host.data("b", "x")).contains("edited");
    }

    @Test
    void a_change_in_git_and_drift_on_one_object_are_both_told() {
        host.declare("a.yaml", configMap("a", "x", "1", "z", "1"));
        host.reconcile(host.shop());
        host.cluster.as("alice").set(configMapKey("a"), Path.of("data", "z"), Node.of("edited"));
        host.declare("a.yaml", configMap("a", "x", "2", "z", "1"));

        Plan plan = host.plan(host.shop());
        host.apply(plan);

        assertThat(plan.changes().get(0).verdict()).isEqualTo(Verdict.BOTH);
        assertThat(plan.changes().get(0).changes())
                .extracting(Change::text)
                .containsExactly("data.x: \"1\" -> \"2\"", "data.z: \"edited\" -> \"1\", drift by alice");
        assertThat(host.data("a", "x")).contains("2");
        assertThat(host.data("a", "z")).contains("1");
    }

    @Test
    void our_mark_taken_off_by_somebody_is_drift_and_comes_back() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.reconcile(host.shop());
        var actor = host.cluster.as("alice");
        actor.remove(configMapKey("a"), Path.of("metadata", "annotations", OwnerMark.ANNOTATION));
        actor.remove(configMapKey("a"), Path.of("metadata", "labels", OwnerMark.LABEL));

        Plan plan = host.plan(host.shop());
        host.apply(plan);

        assertThat(plan.changes().get(0).verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(host.field(configMapKey("a"), "metadata", "annotations", OwnerMark.ANNOTATION))
                .isPresent();
        assertThat(host.field(configMapKey("a"), "metadata", "labels", OwnerMark.LABEL))
                .isPresent();
    }

    @Test
    void what_lost_its_mark_and_its_file_is_left_alone_and_named() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.cluster.as("alice").remove(configMapKey("b"), Path.of("metadata", "annotations", OwnerMark.ANNOTATION));
        host.declare("a.yaml", configMap("a"));
        Plan plan = host.plan(host.shop());

        assertThat(host.during(() -> host.apply(plan)).writes()).isZero();

        assertThat(host.live(configMapKey("b"))).isPresent();
        assertThat(plan.warnings())
                .anySatisfy(warning ->
                        assertThat(warning.text()).contains("ConfigMap shop/b").contains("no longer carries our mark"));
    }

    @Test
    void a_copied_mark_is_never_pruned() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        Node.Obj owned = host.live(configMapKey("b")).orElseThrow();
        // an operator copies labels and annotations to a child of its own
        Node.Obj copy = Host.node(Host.foreign("child"));
        copy = (Node.Obj) copy.with(
                        Path.of("metadata", "labels"),
                        owned.at("metadata", "labels").orElseThrow())
                .with(
                        Path.of("metadata", "annotations"),
                        owned.at("metadata", "annotations").orElseThrow());
        host.cluster.as("operator").create(copy);
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(configMapKey("b"))).isEmpty();
        assertThat(host.live(configMapKey("child"))).isPresent();
    }

    @Test
    void an_object_of_ours_made_anew_by_somebody_without_our_mark_is_not_pruned() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.cluster.as("alice").delete(configMapKey("b"));
        host.create("alice", Host.foreign("b", "mine", "yes"));
        host.declare("a.yaml", configMap("a"));

        host.reconcile(host.shop());

        assertThat(host.data("b", "mine")).contains("yes");
    }

    @Test
    void a_refusal_names_who_holds_what_stays() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.reconcile(host.shop());
        host.cluster.as("injector").set(configMapKey("a"), Path.of("data", "theirs"), Node.of("2"));
        host.declare("a.yaml", configMap("a"));
        host.cluster.faults().reject(configMapKey("a"), "half of it is not allowed", 1);

        Run run = host.reconcile(host.shop());

        assertThat(Host.messages(run))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("half of it is not allowed")
                        .contains("data.theirs stays, it belongs to injector"));
    }

    @Test
    void a_status_write_is_no_drift() {
        host.declare("web.yaml", deployment("web", 2));
        host.reconcile(host.shop());
        host.cluster.as("controller").set(deploymentKey("web"), Path.of("status", "readyReplicas"), Node.of(1));

        assertThat(host.plan(host.shop()).isEmpty()).isTrue();
    }
}
