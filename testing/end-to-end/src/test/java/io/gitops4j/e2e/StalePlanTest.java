package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static io.gitops4j.e2e.Host.foreign;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Applying a reviewed plan does exactly that plan, or says what moved. */
class StalePlanTest {
    private final Host host = Host.create();

    @AfterEach
    void close() {
        host.close();
    }

    private Run applied(Plan plan) {
        Run[] run = new Run[1];
        assertThat(host.during(() -> run[0] = host.apply(plan)).writes()).isZero();
        return run[0];
    }

    private Plan planOfAnUpdate() {
        host.declare("web.yaml", deployment("web", 2));
        host.reconcile(host.shop());
        host.declare("web.yaml", deployment("web", 3));
        return host.plan(host.shop());
    }

    @Test
    void a_field_that_the_plan_writes_moved() {
        Plan plan = planOfAnUpdate();
        host.cluster.as("alice").scale(deploymentKey("web"), 9);

        Run run = applied(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.STALE);
        assertThat(run.outcome().problem().orElseThrow().code()).isEqualTo(Code.STALE);
        assertThat(Host.messages(run))
                .containsExactly(
                        "deploy/web.yaml:1:1, Deployment shop/web: its field spec.replicas changed since the plan was made; plan"
                                + " again to see what is to be done now");
        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(9));
    }

    @Test
    void a_field_that_the_plan_declares_and_does_not_change_moved() {
        Plan plan = planOfAnUpdate();
        host.cluster
                .as("alice")
                .set(deploymentKey("web"), Path.of("spec", "selector", "matchLabels", "app"), Node.of("web"));
        host.cluster
                .as("alice")
                .set(
                        deploymentKey("web"),
                        Path.of("spec", "template", "spec", "containers")
                                .index(0)
                                .key("image"),
                        Node.of("registry.example/web:hacked"));

        Run run = applied(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.STALE);
        assertThat(Host.messages(run).get(0)).contains("spec.template.spec.containers");
    }

    @Test
    void a_status_write_does_not_make_a_plan_stale() {
        Plan plan = planOfAnUpdate();
        host.cluster.as("controller").set(deploymentKey("web"), Path.of("status", "readyReplicas"), Node.of(0));

        assertThat(host.apply(plan).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void a_foreign_field_does_not_make_a_plan_stale() {
        Plan plan = planOfAnUpdate();
        host.cluster
                .as("alice")
                .set(deploymentKey("web"), Path.of("metadata", "annotations", "note"), Node.of("hello"));

        assertThat(host.apply(plan).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.field(deploymentKey("web"), "metadata", "annotations", "note"))
                .contains(Node.of("hello"));
    }

    @Test
    void the_object_was_made_anew() {
        Plan plan = planOfAnUpdate();
        Node.Obj before = host.live(deploymentKey("web")).orElseThrow();
        host.cluster.as("alice").delete(deploymentKey("web"));
        host.cluster.as("alice").create((Node.Obj) before.without(Path.of("status"))
                .without(Path.of("metadata", "uid"))
                .without(Path.of("metadata", "resourceVersion"))
                .without(Path.of("metadata", "managedFields"))
                .without(Path.of("metadata", "creationTimestamp"))
                .without(Path.of("metadata", "generation")));

        Run run = applied(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.STALE);
        assertThat(Host.messages(run).get(0)).contains("it was made anew since the plan was made");
    }

    @Test
    void the_object_is_gone() {
        Plan plan = planOfAnUpdate();
        host.cluster.as("alice").delete(deploymentKey("web"));

        Run run = applied(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.STALE);
        assertThat(Host.messages(run).get(0)).contains("it is gone since the plan was made");
    }

    @Test
    void an_object_to_create_is_there_now() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        Plan plan = host.plan(host.shop());
        host.create("alice", foreign("a", "x", "hers"));

        Run run = applied(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.STALE);
        assertThat(Host.messages(run).get(0)).contains("it exists now since the plan was made");
        assertThat(host.data("a", "x")).contains("hers");
    }

    @Test
    void an_object_to_remove_lost_its_mark() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));
        Plan plan = host.plan(host.shop());
        host.cluster.as("alice").remove(configMapKey("b"), Path.of("metadata", "annotations", "gitops4j.io/owner-ref"));

        Run run = applied(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.STALE);
        assertThat(host.live(configMapKey("b"))).isPresent();
    }

    @Test
    void an_object_to_remove_was_made_anew() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));
        Plan plan = host.plan(host.shop());
        host.cluster.as("alice").delete(configMapKey("b"));
        host.create("alice", foreign("b", "mine", "yes"));

        host.apply(plan);

        assertThat(host.data("b", "mine")).contains("yes");
    }

    @Test
    void what_was_applied_meanwhile_is_done_and_not_stale() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        Plan plan = host.plan(host.shop());
        host.reconcile(host.shop());

        Run run = applied(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("a", "x")).contains("1");
    }

    @Test
    void the_rest_of_a_partly_stale_plan_is_done() {
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b", "x", "1"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a", "x", "2"), "b.yaml", configMap("b", "x", "2"));
        Plan plan = host.plan(host.shop());
        host.cluster.as("alice").set(configMapKey("b"), Path.of("data", "x"), Node.of("hers"));

        Run run = host.apply(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.step(run, configMapKey("a")).status()).isEqualTo(StepResult.Status.DONE);
        assertThat(Host.step(run, configMapKey("b")).status()).isEqualTo(StepResult.Status.FAILED);
        assertThat(host.data("b", "x")).contains("hers");
    }

    @Test
    void a_newer_commit_does_not_change_what_a_reviewed_plan_does() {
        Plan plan = planOfAnUpdate();
        host.declare("web.yaml", deployment("web", 8));

        Run run = host.apply(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(3));
        assertThat(run.revisions()).isEqualTo(plan.revisions());
        assertThat(run.plan()).contains(plan.digest());
    }

    @Test
    void a_removal_that_another_run_let_go_is_stale() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));
        Plan plan = host.plan(host.shop());
        host.reconcile(host.shop());

        Run run = applied(plan);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.STALE);
    }

    @Test
    void an_empty_plan_applied_writes_nothing_and_changes_nothing() {
        host.declare("a.yaml", configMap("a"));
        host.reconcile(host.shop());

        assertThat(applied(host.plan(host.shop())).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
    }
}
