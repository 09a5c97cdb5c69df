package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.reconcile.RunHandle;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.embedded.Rollout;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting, on a clock that the test moves. */
class TimingTest {
    private static final String FAILS = Rollout.ANNOTATION + ": fail";
    private static final String STUCK = Rollout.ANNOTATION + ": stuck";

    private Host host = Host.with(Rollout.over(Duration.ofSeconds(30)));

    @AfterEach
    void close() {
        host.close();
    }

    private Application shop(Duration timeout) {
        return host.app("shop").timeout(timeout).build();
    }

    private static Run ended(RunHandle handle) {
        return Host.ended(handle).orElseThrow(() -> new AssertionError("it goes on: " + handle.status()));
    }

    @Test
    void a_run_ends_when_the_rollout_does() {
        host.declare("web.yaml", deployment("web", 3));
        RunHandle handle = host.start(shop(Duration.ofMinutes(5)));

        host.advance(Duration.ofSeconds(29));
        boolean early = Host.ended(handle).isPresent();
        host.advance(Duration.ofSeconds(2));

        assertThat(early).isFalse();
        Run run = ended(handle);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(Duration.between(run.started(), run.ended()))
                .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
        assertThat(host.events(Event.Kind.WAITING)).isNotEmpty();
    }

    @Test
    void a_run_that_waits_holds_no_thread_and_says_what_for() {
        host.declare("web.yaml", deployment("web", 3), "a.yaml", configMap("a"));

        RunHandle handle = host.start(shop(Duration.ofMinutes(5)));

        // the pump ran dry: were a task waiting, this line would not be reached
        assertThat(Host.ended(handle)).isEmpty();
        assertThat(handle.status().waiting()).isTrue();
        assertThat(handle.status().phase()).isEqualTo(Phase.WAIT);
        assertThat(handle.status().done()).isEqualTo(1);
        assertThat(handle.status().steps()).isEqualTo(2);
        assertThat(host.events(Event.Kind.WAITING).get(0).message()).isEqualTo("waiting for Deployment shop/web");
        assertThat(host.status(shop(Duration.ofMinutes(5))).current()).isPresent();
    }

    @Test
    void what_does_not_get_healthy_in_time_is_a_partial_run_with_a_timeout() {
        host.declare("web.yaml", deployment("web", 3, STUCK), "a.yaml", configMap("a"));
        RunHandle handle = host.start(shop(Duration.ofSeconds(90)));

        host.advance(Duration.ofSeconds(89));
        boolean early = Host.ended(handle).isPresent();
        host.advance(Duration.ofSeconds(2));

        assertThat(early).isFalse();
        Run run = ended(handle);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(run.outcome().problem().orElseThrow().code()).isEqualTo(Code.TIMEOUT);
        assertThat(Host.messages(run).get(0))
                .contains("deploy/web.yaml")
                .contains("Deployment shop/web")
                .contains("not healthy after 90 s");
        assertThat(Host.step(run, deploymentKey("web")).status()).isEqualTo(StepResult.Status.FAILED);
        assertThat(Host.step(run, configMapKey("a")).status()).isEqualTo(StepResult.Status.DONE);
    }

    @Test
    void a_rollout_that_fails_ends_the_run_unhealthy_and_nothing_is_removed() {
        Application shop = shop(Duration.ofMinutes(10));
        host.declare("old.yaml", configMap("old"), "web.yaml", deployment("web", 1));
        host.start(shop);
        host.advance(Duration.ofMinutes(1));
        host.declare("web.yaml", deployment("web", 2, FAILS));

        RunHandle handle = host.start(shop);
        host.advance(Duration.ofMinutes(2));

        Run run = ended(handle);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(run.outcome().problem().orElseThrow().code()).isEqualTo(Code.UNHEALTHY);
        assertThat(Host.step(run, configMapKey("old")).status()).isEqualTo(StepResult.Status.SKIPPED);
        assertThat(host.live(configMapKey("old"))).isPresent();
    }

    @Test
    void removals_wait_for_health() {
        Application shop = shop(Duration.ofMinutes(10));
        host.declare("old.yaml", configMap("old"), "web.yaml", deployment("web", 1));
        host.start(shop);
        host.advance(Duration.ofMinutes(1));
        host.declare("web.yaml", deployment("web", 4));

        RunHandle handle = host.start(shop);
        boolean thereWhileWaiting = host.live(configMapKey("old")).isPresent();
        host.advance(Duration.ofMinutes(1));

        assertThat(thereWhileWaiting).isTrue();
        assertThat(host.live(configMapKey("old"))).isEmpty();
        assertThat(ended(handle).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void without_a_timeout_nothing_is_waited_for() {
        host.declare("web.yaml", deployment("web", 3));

        RunHandle handle = host.start(shop(Duration.ZERO));

        assertThat(ended(handle).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void a_run_is_cancelled_while_it_waits() {
        host.declare("web.yaml", deployment("web", 3));
        RunHandle handle = host.start(shop(Duration.ofMinutes(5)));

        handle.cancel("never mind");
        handle.cancel("twice");
        host.pump();

        Run run = ended(handle);
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(host.live(deploymentKey("web"))).isPresent();
        assertThat(host.store.load(shop(Duration.ofMinutes(5)).id()).inventory().entries())
                .hasSize(1);
        assertThat(host.events(Event.Kind.RUN_ENDED)).hasSize(1);
        host.advance(Duration.ofMinutes(1));
        assertThat(host.events(Event.Kind.RUN_ENDED)).hasSize(1);
    }

    @Test
    void a_waiting_run_keeps_its_claim_longer_than_the_claim_lasts() {
        host.declare("web.yaml", deployment("web", 3, STUCK));
        RunHandle handle = host.start(shop(Duration.ofMinutes(10)));

        host.advance(Duration.ofMinutes(9));

        assertThat(host.store.claim(shop(Duration.ofMinutes(10)).id(), "another", Duration.ofMinutes(1)))
                .isEmpty();
        host.advance(Duration.ofMinutes(2));
        assertThat(ended(handle).outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(host.store.claim(shop(Duration.ofMinutes(10)).id(), "another", Duration.ofMinutes(1)))
                .isPresent();
    }

    @Test
    void nothing_is_left_scheduled_after_a_run() {
        host.declare("a.yaml", configMap("a"));
        int before = host.scheduler.waiting();

        host.reconcile(shop(Duration.ofMinutes(5)));

        assertThat(host.scheduler.waiting()).isEqualTo(before);
    }

    @Test
    void watches_that_expire_do_not_stop_a_run() {
        host.declare("web.yaml", deployment("web", 3));
        RunHandle handle = host.start(shop(Duration.ofMinutes(5)));

        host.advance(Duration.ofSeconds(15));
        host.cluster.expireWatches();
        host.advance(Duration.ofSeconds(20));

        assertThat(ended(handle).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void a_kind_that_cannot_be_listed_while_waiting_is_looked_at_again() {
        host.declare("web.yaml", deployment("web", 3));
        RunHandle handle = host.reconciler().start(host.plan(shop(Duration.ofMinutes(5))), Host.MANUAL);
        host.pump();
        host.cluster.faults().unreadable(new GroupKind("apps", "Deployment"), "timeout");
        host.cluster.expireWatches();
        host.advance(Duration.ofSeconds(40));
        boolean waits = Host.ended(handle).isEmpty();
        host.cluster.faults().clear();
        host.advance(Duration.ofMinutes(1));

        assertThat(waits).isTrue();
        assertThat(ended(handle).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void a_definition_is_waited_for_before_its_objects_are_sent() {
        host.close();
        host = Host.with(Rollout.over(Duration.ofSeconds(30)));
        host.declare(
                "crd.yaml",
                Samples.definition("acme.example", "Room", "rooms", "Namespaced"),
                "room.yaml",
                "apiVersion: acme.example/v1\nkind: Room\nmetadata: {name: r1}\nspec: {size: 1}\n");
        ResourceKey room = new ResourceKey("acme.example", "Room", "shop", "r1");

        RunHandle handle = host.start(shop(Duration.ofMinutes(5)));
        host.advance(Duration.ofMinutes(1));

        assertThat(ended(handle).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(room)).isPresent();
    }

    @Test
    void somebody_deletes_an_object_while_the_run_waits_for_it() {
        host.declare("web.yaml", deployment("web", 3));
        RunHandle handle = host.start(shop(Duration.ofSeconds(60)));

        host.cluster.as("alice").delete(deploymentKey("web"));
        host.advance(Duration.ofSeconds(61));

        assertThat(ended(handle).outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
    }

    @Test
    void a_status_of_an_older_generation_does_not_count() {
        host.close();
        host = Host.with(Rollout.none());
        host.declare("web.yaml", deployment("web", 1));
        RunHandle handle = host.start(shop(Duration.ofMinutes(5)));
        var controller = host.cluster.as("controller");
        controller.setStatus(deploymentKey("web"), ready(0));
        host.pump();
        boolean early = Host.ended(handle).isPresent();
        controller.setStatus(deploymentKey("web"), ready(1));
        host.pump();

        assertThat(early).isFalse();
        assertThat(ended(handle).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    private static Node.Obj ready(int generation) {
        Node.Obj status = Host.node("{replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1}");
        return (Node.Obj) status.with(Path.of("observedGeneration"), Node.of(generation));
    }
}
