package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.deployment;
import static io.gitops4j.e2e.Host.deploymentKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.reconcile.Applications;
import io.gitops4j.core.reconcile.ReconcileLoop;
import io.gitops4j.core.reconcile.RunHandle;
import io.gitops4j.core.run.Decision;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.tree.Node;
import io.gitops4j.embedded.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many applications, kept reconciled, on a clock that the test moves. */
class ReconcileLoopTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private Host host = Host.with(Rollout.over(Duration.ofSeconds(30)));
    private ReconcileLoop loop;

    @AfterEach
    void close() {
        if (loop != null) {
            loop.close();
        }
        host.close();
    }

    private Application shop() {
        return host.app("shop").every(INTERVAL).timeout(Duration.ofMinutes(5)).build();
    }

    private void loop(Application... applications) {
        loop = ReconcileLoop.start(host.reconciler(), Applications.of(applications));
        host.pump();
    }

    private List<Outcome.Kind> outcomes() {
        return host.events(Event.Kind.RUN_ENDED).stream()
                .map(event -> event.outcome().orElseThrow().kind())
                .toList();
    }

    private List<Instant> starts() {
        return host.events(Event.Kind.RUN_STARTED).stream().map(Event::at).toList();
    }

    @Test
    void an_application_is_reconciled_soon_and_then_at_its_interval() {
        host.declare("a.yaml", configMap("a"));
        loop(shop());

        host.advance(Duration.ofMinutes(1));
        int first = starts().size();
        host.advance(Duration.ofMinutes(30));

        assertThat(first).isEqualTo(1);
        assertThat(starts()).hasSize(4);
        for (int i = 1; i < 4; i++) {
            Duration gap = Duration.between(starts().get(i - 1), starts().get(i));
            assertThat(gap).isBetween(Duration.ofMinutes(9), INTERVAL);
        }
        assertThat(outcomes())
                .containsExactly(
                        Outcome.Kind.APPLIED, Outcome.Kind.NO_CHANGE, Outcome.Kind.NO_CHANGE, Outcome.Kind.NO_CHANGE);
    }

    @Test
    void a_trigger_does_not_wait_for_the_interval() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        loop(shop());
        host.advance(Duration.ofMinutes(2));
        host.declare("a.yaml", configMap("a", "x", "2"));

        RunHandle handle = loop.trigger(
                ApplicationId.of("shop"), Trigger.of(Trigger.SOURCE).by("webhook"));
        host.pump();

        assertThat(Host.ended(handle).orElseThrow().trigger().actor()).contains("webhook");
        assertThat(host.data("a", "x")).contains("2");
    }

    @Test
    void triggers_that_come_while_a_run_goes_on_become_one_more_run() {
        host.declare("web.yaml", deployment("web", 1));
        loop(shop());
        RunHandle first = loop.trigger(ApplicationId.of("shop"), Trigger.manual("one"));
        host.pump();

        RunHandle second = loop.trigger(ApplicationId.of("shop"), Trigger.manual("two"));
        RunHandle third = loop.trigger(ApplicationId.of("shop"), Trigger.manual("three"));
        host.pump();
        boolean began = Host.ended(second).isPresent();
        host.advance(Duration.ofMinutes(1));

        assertThat(began).isFalse();
        assertThat(Host.ended(first).orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(Host.ended(second).orElseThrow().id())
                .isEqualTo(Host.ended(third).orElseThrow().id());
        assertThat(outcomes()).containsExactly(Outcome.Kind.APPLIED, Outcome.Kind.NO_CHANGE);
    }

    @Test
    void runs_of_one_application_never_overlap_and_those_of_two_do() {
        host.declare("web.yaml", deployment("web", 1));
        host.declareIn("other", "api.yaml", deployment("api", 1));
        Application other = host.app("other", "other").every(INTERVAL).build();
        loop(shop(), other);
        for (int i = 0; i < 5; i++) {
            loop.trigger(ApplicationId.of("shop"), Trigger.manual("tester"));
            loop.trigger(ApplicationId.of("other"), Trigger.manual("tester"));
            host.advance(Duration.ofSeconds(7));
        }
        host.advance(Duration.ofMinutes(2));

        Map<String, Integer> open = new LinkedHashMap<>();
        int[] most = {0};
        for (Event event : host.events()) {
            String name = event.application().name();
            if (event.kind() == Event.Kind.RUN_STARTED) {
                open.merge(name, 1, Integer::sum);
            } else if (event.kind() == Event.Kind.RUN_ENDED) {
                open.merge(name, -1, Integer::sum);
            }
            assertThat(open.getOrDefault(name, 0)).isBetween(0, 1);
            most[0] = Math.max(
                    most[0], open.values().stream().mapToInt(Integer::intValue).sum());
        }
        assertThat(most[0]).isEqualTo(2);
    }

    @Test
    void a_waiting_run_gives_way_to_a_newer_revision() {
        host.declare("web.yaml", deployment("web", 1, Rollout.ANNOTATION + ": stuck"));
        loop(shop());
        RunHandle first = loop.trigger(ApplicationId.of("shop"), Trigger.manual("tester"));
        host.advance(Duration.ofSeconds(20));
        host.declare("web.yaml", deployment("web", 2));

        RunHandle second = loop.trigger(ApplicationId.of("shop"), Trigger.of(Trigger.SOURCE));
        host.pump();
        Optional<Outcome.Kind> superseded =
                Host.ended(first).map(run -> run.outcome().kind());
        host.advance(Duration.ofMinutes(1));

        assertThat(superseded).contains(Outcome.Kind.SUPERSEDED);
        assertThat(Host.ended(second).orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(2));
    }

    @Test
    void a_waiting_run_does_not_give_way_to_the_same_revision() {
        host.declare("web.yaml", deployment("web", 1));
        loop(shop());
        RunHandle first = loop.trigger(ApplicationId.of("shop"), Trigger.manual("tester"));
        host.advance(Duration.ofSeconds(5));

        loop.trigger(ApplicationId.of("shop"), Trigger.of(Trigger.SOURCE));
        host.advance(Duration.ofMinutes(1));

        assertThat(Host.ended(first).orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void a_failed_run_is_tried_again_with_growing_waits() {
        host.declare("a.yaml", "kind: [broken");
        loop(host.app("shop").every(Duration.ofHours(1)).build());
        host.advance(Duration.ofMinutes(6));
        Instant first = starts().get(0);
        host.advance(Duration.ofMinutes(20));

        List<Instant> starts = starts();
        assertThat(starts.size()).isBetween(6, 12);
        Duration before = Duration.ZERO;
        for (int i = 1; i < starts.size(); i++) {
            Duration gap = Duration.between(starts.get(i - 1), starts.get(i));
            assertThat(gap).isGreaterThanOrEqualTo(before).isBetween(Duration.ofSeconds(4), Duration.ofMinutes(5));
            before = gap;
        }
        assertThat(Duration.between(first, starts.get(1))).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_retry_says_that_it_is_one() {
        host.declare("a.yaml", "kind: [broken");
        loop(host.app("shop").every(Duration.ofHours(1)).build());
        host.advance(Duration.ofMinutes(10));

        assertThat(host.events(Event.Kind.RUN_STARTED).get(0).message()).isEqualTo("schedule");
        assertThat(host.events(Event.Kind.RUN_STARTED).get(1).message()).isEqualTo("retry: run #1 ended FAILED");
    }

    @Test
    void a_run_that_succeeds_ends_the_retries() {
        host.declare("a.yaml", "kind: [broken");
        loop(host.app("shop").every(Duration.ofHours(1)).build());
        host.advance(Duration.ofMinutes(10));
        host.declare("a.yaml", configMap("a"));
        host.advance(Duration.ofMinutes(5));
        int runs = starts().size();
        host.advance(Duration.ofMinutes(40));

        assertThat(outcomes().get(runs - 1)).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(starts()).hasSize(runs);
        assertThat(host.live(configMapKey("a"))).isPresent();
    }

    @Test
    void a_gate_that_holds_until_a_time_is_asked_again_then() {
        host.close();
        Instant[] opens = {Instant.MAX};
        host = Host.with(builder -> builder.gate(request -> request.now().isBefore(opens[0])
                ? Decision.hold("outside the window").until(opens[0])
                : Decision.allow()));
        opens[0] = host.clock.instant().plus(Duration.ofMinutes(30));
        host.declare("a.yaml", configMap("a"));
        loop(host.app("shop").every(Duration.ofHours(10)).build());
        loop.trigger(ApplicationId.of("shop"), Trigger.manual("tester"));
        host.advance(Duration.ofMinutes(29));
        boolean early = host.live(configMapKey("a")).isPresent();
        host.advance(Duration.ofMinutes(2));

        assertThat(early).isFalse();
        assertThat(host.live(configMapKey("a"))).isPresent();
    }

    @Test
    void drift_is_reverted_long_before_the_interval() {
        host.declare("web.yaml", deployment("web", 1));
        loop(shop());
        host.advance(Duration.ofMinutes(3));
        host.cluster.as("alice").scale(deploymentKey("web"), 5);

        host.advance(Duration.ofSeconds(1));

        assertThat(host.field(deploymentKey("web"), "spec", "replicas")).contains(Node.of(1));
    }

    @Test
    void a_suspended_application_is_not_reconciled_until_it_is_resumed() {
        host.declare("a.yaml", configMap("a"));
        Changing applications =
                new Changing(host.app("shop").every(INTERVAL).suspend().build());
        loop = ReconcileLoop.start(host.reconciler(), applications);
        host.advance(Duration.ofHours(1));
        int suspended = starts().size();
        applications.set(shop());
        host.advance(Duration.ofMinutes(2));

        assertThat(suspended).isZero();
        assertThat(host.live(configMapKey("a"))).isPresent();
    }

    @Test
    void an_application_that_is_added_later_is_reconciled_and_one_that_is_removed_no_more() {
        host.declare("a.yaml", configMap("a"));
        Changing applications = new Changing();
        loop = ReconcileLoop.start(host.reconciler(), applications);
        host.advance(Duration.ofHours(1));
        applications.set(shop());
        host.advance(Duration.ofMinutes(2));
        int runs = starts().size();
        applications.remove(ApplicationId.of("shop"));
        host.advance(Duration.ofHours(1));

        assertThat(runs).isEqualTo(1);
        assertThat(starts()).hasSize(1);
        assertThat(host.live(configMapKey("a"))).isPresent();
    }

    @Test
    void an_unknown_application_cannot_be_triggered() {
        loop(shop());

        assertThatThrownBy(() -> loop.trigger(ApplicationId.of("nobody"), Trigger.schedule()))
                .isInstanceOf(GitOpsException.class)
                .hasMessage("application nobody: there is no such application");
    }

    @Test
    void applications_that_cannot_be_looked_up_do_not_stop_the_loop() {
        host.declare("a.yaml", configMap("a"));
        Changing applications = new Changing(shop());
        loop = ReconcileLoop.start(host.reconciler(), applications);
        applications.failing = true;
        host.advance(Duration.ofHours(1));
        applications.failing = false;
        host.advance(Duration.ofMinutes(15));

        assertThat(host.live(configMapKey("a"))).isPresent();
    }

    @Test
    void a_closed_loop_stops_a_waiting_run_and_begins_no_other() {
        host.declare("web.yaml", deployment("web", 1, Rollout.ANNOTATION + ": stuck"));
        loop(shop());
        RunHandle first = loop.trigger(ApplicationId.of("shop"), Trigger.manual("tester"));
        host.advance(Duration.ofSeconds(5));
        RunHandle second = loop.trigger(ApplicationId.of("shop"), Trigger.manual("tester"));

        loop.close();
        loop.close();
        host.pump();
        host.advance(Duration.ofHours(1));

        assertThat(Host.ended(first).orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(Host.messages(Host.ended(second).orElseThrow()))
                .containsExactly("application shop: it never began: the host stops");
        assertThat(starts()).hasSize(1);
        assertThatThrownBy(() -> loop.trigger(ApplicationId.of("shop"), Trigger.schedule()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_closed_loop_leaves_nothing_scheduled() {
        host.declare("a.yaml", configMap("a"));
        int before = host.scheduler.waiting();
        loop(shop());
        host.advance(Duration.ofMinutes(30));

        loop.close();
        host.advance(Duration.ofMinutes(1)); // the cluster sees that nobody watches any more

        assertThat(host.scheduler.waiting()).isEqualTo(before);
    }

    @Test
    void many_applications_do_not_begin_at_once() {
        host.declare("a.yaml", configMap("a"));
        Application[] many = new Application[50];
        for (int i = 0; i < many.length; i++) {
            host.declareIn("apps/a" + i, "a.yaml", configMap("a" + i));
            many[i] = host.app("app-" + i, "apps/a" + i)
                    .every(Duration.ofMinutes(30))
                    .build();
        }
        loop(many);

        host.advance(Duration.ofMinutes(3));

        assertThat(starts()).hasSize(50);
        assertThat(starts().stream().distinct().count()).isGreaterThan(30);
    }

    /** Applications that a host adds, changes and removes. */
    private static final class Changing implements Applications {
        private final Map<ApplicationId, Application> all = new LinkedHashMap<>();
        private Consumer<ApplicationId> listener = id -> {};
        private boolean failing;

        Changing(Application... applications) {
            for (Application application : applications) {
                all.put(application.id(), application);
            }
        }

        void set(Application application) {
            all.put(application.id(), application);
            listener.accept(application.id());
        }

        void remove(ApplicationId id) {
            all.remove(id);
            listener.accept(id);
        }

        @Override
        public Collection<ApplicationId> ids() {
            return List.copyOf(all.keySet());
        }

        @Override
        public Optional<Application> find(ApplicationId id) {
            if (failing) {
                throw new IllegalStateException("the database is down");
            }
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public AutoCloseable onChange(Consumer<ApplicationId> listener) {
            this.listener = listener;
            return () -> this.listener = id -> {};
        }
    }
}
