package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.reconcile.RunHandle;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.embedded.Faults;
import io.gitops4j.embedded.Requests;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster that fails now and then. */
class FaultsTest {
    private static final GroupKind DEPLOYMENTS = new GroupKind("apps", "Deployment");

    private final Host host = Host.create();
    private final Application shop =
            host.app("shop").timeout(Duration.ofMinutes(2)).build();

    @AfterEach
    void close() {
        host.close();
    }

    private Run run(Duration within) {
        RunHandle handle = host.start(shop);
        host.advance(within);
        return Host.ended(handle).orElseThrow(() -> new AssertionError("it goes on: " + handle.status()));
    }

    @Test
    void a_throttled_write_is_sent_again_when_the_cluster_asked_for_it() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.cluster.faults().throttle(configMapKey("a"), Duration.ofSeconds(7), 1);

        RunHandle handle = host.start(shop);
        host.advance(Duration.ofSeconds(6));
        boolean early = Host.ended(handle).isPresent();
        host.advance(Duration.ofSeconds(1));

        assertThat(early).isFalse();
        assertThat(Host.ended(handle).orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("a", "x")).contains("1");
    }

    @Test
    void a_throttled_write_holds_up_no_other() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.cluster.faults().throttle(configMapKey("a"), Duration.ofSeconds(30), 1);

        host.start(shop);

        assertThat(host.live(configMapKey("a"))).isEmpty();
        assertThat(host.live(configMapKey("b"))).isPresent();
    }

    @Test
    void a_lost_request_is_sent_again() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.cluster.faults().loseRequest(configMapKey("a"), 2);

        Run run = run(Duration.ofSeconds(10));

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("a", "x")).contains("1");
    }

    @Test
    void a_lost_answer_of_a_create_is_found_out_and_not_sent_again() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.cluster.faults().loseAnswer(configMapKey("a"), 1);
        Run[] run = new Run[1];

        Requests requests = host.during(() -> run[0] = run(Duration.ofSeconds(10)));

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(requests.apply()).isEqualTo(1);
        var entry =
                host.store.load(shop.id()).inventory().find(configMapKey("a")).orElseThrow();
        assertThat(entry.uid()).contains(host.uid(configMapKey("a")));
        assertThat(host.during(() -> host.reconcile(shop)).writes()).isZero();
    }

    @Test
    void a_lost_answer_of_an_update_is_found_out_and_not_sent_again() {
        host.declare("a.yaml", configMap("a", "x", "1", "z", "1"));
        host.reconcile(shop);
        host.declare("a.yaml", configMap("a", "x", "2"));
        host.cluster.faults().loseAnswer(configMapKey("a"), 1);

        Run[] run = new Run[1];

        Requests requests = host.during(() -> run[0] = run(Duration.ofSeconds(10)));

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(requests.apply()).isEqualTo(1);
        assertThat(host.data("a", "x")).contains("2");
        assertThat(host.data("a", "z")).isEmpty();
        assertThat(host.during(() -> host.reconcile(shop)).writes()).isZero();
    }

    @Test
    void a_lost_answer_of_a_removal_is_found_out() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(shop);
        host.declare("a.yaml", configMap("a"));
        host.cluster.faults().loseAnswer(configMapKey("b"), 1);
        Run[] run = new Run[1];

        Requests requests = host.during(() -> run[0] = run(Duration.ofSeconds(10)));

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(requests.delete()).isEqualTo(1);
        assertThat(host.store.load(shop.id()).inventory().entries().keySet()).containsExactly(configMapKey("a"));
    }

    @Test
    void after_a_lost_answer_somebody_removed_the_object_and_made_another() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(shop);
        host.declare("a.yaml", configMap("a"));
        host.cluster.faults().loseAnswer(configMapKey("b"), 1);

        RunHandle handle = host.start(shop);
        host.create("alice", Host.foreign("b", "mine", "yes"));
        host.advance(Duration.ofSeconds(10));

        assertThat(Host.ended(handle).orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("b", "mine")).contains("yes");
    }

    @Test
    void a_write_that_never_gets_through_fails_alone_and_in_a_bounded_time() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.cluster.faults().loseRequest(configMapKey("a"), Faults.ALWAYS);

        Run run = run(Duration.ofMinutes(1));

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.step(run, configMapKey("a")).status()).isEqualTo(StepResult.Status.FAILED);
        assertThat(Host.step(run, configMapKey("b")).status()).isEqualTo(StepResult.Status.DONE);
        assertThat(host.plan(shop).isEmpty()).isFalse();
    }

    @Test
    void an_object_that_was_created_in_a_failed_run_is_not_leaked() {
        host.declare("a.yaml", configMap("a"));
        host.cluster.faults().loseAnswer(configMapKey("a"), 1);
        host.start(shop); // parked before it finds out
        assertThat(host.live(configMapKey("a"))).isPresent();

        assertThat(host.store.load(shop.id()).inventory().find(configMapKey("a")))
                .isPresent();
    }

    @Test
    void a_kind_that_cannot_be_read_blocks_its_objects_and_no_others() {
        host.declare("web.yaml", deployment("web", 1), "a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        host.reconcile(shop);
        host.cluster.faults().unreadable(DEPLOYMENTS, "the conversion webhook is down");
        host.cluster.expireWatches();
        host.declare("web.yaml", deployment("web", 5), "a.yaml", configMap("a", "x", "2"));

        Run run = host.reconcile(shop);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        StepResult blocked = Host.step(run, deploymentKey("web"));
        assertThat(blocked.change().action()).isEqualTo(Action.BLOCKED);
        assertThat(blocked.problem().orElseThrow().text())
                .contains("deploy/web.yaml")
                .contains("the conversion webhook is down");
        assertThat(host.data("a", "x")).contains("2");
        assertThat(host.live(configMapKey("b"))).isEmpty();
    }

    @Test
    void nothing_of_a_kind_that_cannot_be_read_is_pruned() {
        host.declare("web.yaml", deployment("web", 1), "a.yaml", configMap("a"));
        host.reconcile(shop);
        host.cluster.faults().unreadable(DEPLOYMENTS, "the conversion webhook is down");
        host.cluster.expireWatches();
        host.declare("a.yaml", configMap("a"));
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconcile(shop)).writes()).isZero();
        host.cluster.faults().clear();
        boolean there = host.live(deploymentKey("web")).isPresent();
        Run later = host.reconcile(shop);

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(there).isTrue();
        assertThat(later.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(deploymentKey("web"))).isEmpty();
    }

    @Test
    void nothing_of_a_group_whose_discovery_failed_is_pruned_or_applied() {
        host.declare("web.yaml", deployment("web", 1), "old.yaml", deployment("old", 1), "a.yaml", configMap("a"));
        host.reconcile(shop);
        host.cluster.faults().failDiscovery("apps", "an aggregated server is down");
        host.advance(Duration.ofMinutes(11)); // what was discovered is old by then
        host.declare("web.yaml", deployment("web", 2), "a.yaml", configMap("a", "x", "1"));

        Run run = host.reconcile(shop);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(host.live(deploymentKey("old"))).isPresent();
        assertThat(host.live(deploymentKey("web"))).isPresent();
        assertThat(host.data("a", "x")).contains("1");
        host.cluster.faults().clear();
        host.advance(Duration.ofSeconds(10));
        host.reconcile(shop);
        assertThat(host.live(deploymentKey("old"))).isEmpty();
    }

    @Test
    void a_cluster_that_cannot_be_reached_fails_the_run_and_loses_nothing() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(shop);
        host.cluster.faults().unreachable("connection refused");
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(shop);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(run.outcome().problem().orElseThrow().code()).isEqualTo(Code.CLUSTER_UNAVAILABLE);
        assertThat(run.outcome().problem().orElseThrow().retryable()).isTrue();
        assertThat(host.store.load(shop.id()).inventory().entries()).hasSize(2);
    }

    @Test
    void a_cluster_that_goes_away_in_the_middle_is_no_reason_to_forget() {
        host.declare("a.yaml", configMap("a"));
        RunHandle handle = host.reconciler().start(host.plan(shop), Host.MANUAL);
        host.cluster.faults().unreachable("connection refused");
        host.advance(Duration.ofMinutes(1));
        Run run = Host.ended(handle).orElseThrow();
        host.cluster.faults().clear();

        assertThat(run.outcome().kind()).isIn(Outcome.Kind.FAILED, Outcome.Kind.PARTIAL);
        assertThat(host.reconcile(shop).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("a", "x")).isEmpty();
        assertThat(host.live(configMapKey("a"))).isPresent();
    }

    @Test
    void a_rejected_object_names_file_and_reason_and_the_others_are_applied() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.cluster.faults().reject(configMapKey("a"), "quota exceeded", 1);

        Run run = host.reconcile(shop);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.messages(run)).hasSize(1);
        assertThat(Host.messages(run).get(0)).contains("deploy/a.yaml").contains("quota exceeded");
        assertThat(host.live(configMapKey("b"))).isPresent();
    }

    @Test
    void what_needs_a_failed_namespace_is_skipped_and_the_rest_goes_on() {
        host.declare(
                "ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: data}\n",
                "in.yaml", configMap("in").replace("{name: in}", "{name: in, namespace: data}"),
                "a.yaml", configMap("a"));
        host.cluster.faults().reject(Host.namespaceKey("data"), "quota exceeded", 1);

        Run run = host.reconcile(shop);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(run.steps())
                .extracting(StepResult::toString)
                .containsExactlyInAnyOrder(
                        "FAILED CREATE Namespace data",
                        "SKIPPED CREATE ConfigMap data/in",
                        "DONE CREATE ConfigMap shop/a");
    }
}
