package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Decision;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners are told, and what stops a run from outside. */
class EventsTest {
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private Host host = Host.with(builder -> builder.listener(event -> listeners.forEach(one -> one.accept(event))));

    @AfterEach
    void close() {
        host.close();
    }

    /** The last event of every run is its end, and there is one. */
    private void everyRunEndsOnce() {
        var byRun = new TreeMap<Long, List<Event>>();
        host.events().stream()
                .filter(event -> event.run().isPresent())
                .forEach(event -> byRun.computeIfAbsent(event.run().get().number(), any -> new ArrayList<>())
                        .add(event));
        assertThat(byRun).isNotEmpty();
        byRun.values().forEach(events -> {
            assertThat(events.get(0).kind()).isEqualTo(Event.Kind.RUN_STARTED);
            assertThat(events.get(events.size() - 1).kind()).isEqualTo(Event.Kind.RUN_ENDED);
            assertThat(events.stream().filter(event -> event.kind() == Event.Kind.RUN_ENDED))
                    .hasSize(1);
            long started = events.stream()
                    .filter(event -> event.kind() == Event.Kind.PHASE_STARTED)
                    .count();
            long ended = events.stream()
                    .filter(event -> event.kind() == Event.Kind.PHASE_ENDED)
                    .count();
            assertThat(started).isEqualTo(ended);
        });
    }

    @Test
    void a_run_that_applies_tells_its_phases_and_steps() {
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        everyRunEndsOnce();
        assertThat(host.events(Event.Kind.PHASE_STARTED))
                .extracting(event -> event.phase().orElseThrow())
                .containsExactly(Phase.RESOLVE, Phase.RENDER, Phase.COMPARE, Phase.GATE, Phase.APPLY);
        assertThat(host.events(Event.Kind.STEP)).extracting(Event::message).containsExactly("created ConfigMap shop/a");
        assertThat(host.events(Event.Kind.RUN_ENDED)).singleElement().satisfies(event -> {
            assertThat(event.outcome()).contains(run.outcome());
            assertThat(event.run()).contains(run.id());
            assertThat(event.application()).isEqualTo(host.shop().id());
        });
        assertThat(host.events()).extracting(Event::sequence).isSorted();
    }

    @Test
    void a_plan_ends_every_phase_that_it_begins_even_where_it_fails() {
        host.declare("a.yaml", configMap("a"));
        host.plan(host.shop());
        host.declare("a.yaml", "kind: [broken");
        try {
            host.plan(host.shop());
        } catch (GitOpsException expected) {
            // the phases are what counts here
        }

        assertThat(host.events(Event.Kind.PHASE_ENDED))
                .extracting(event -> event.phase().orElseThrow())
                .containsExactly(Phase.RESOLVE, Phase.RENDER, Phase.COMPARE, Phase.RESOLVE, Phase.RENDER);
        assertThat(host.events(Event.Kind.PHASE_STARTED)).hasSize(5);
    }

    @Test
    void whatever_becomes_of_a_run_its_end_is_told_last_and_once() {
        host.close();
        Decision[] decision = {Decision.allow()};
        host = Host.with(builder -> builder.gate(request -> decision[0]));
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.reconcile(host.shop());
        host.declare("a.yaml", "kind: [broken");
        host.reconcile(host.shop());
        host.declare("notes.txt", "");
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a", "x", "1"));
        decision[0] = Decision.hold("later");
        host.reconcile(host.shop());
        decision[0] = Decision.deny("never");
        host.reconcile(host.shop());
        decision[0] = Decision.allow();
        host.cluster.faults().reject(configMapKey("a"), "no", 1);
        host.reconcile(host.shop());
        host.cluster.faults().unreachable("gone");
        host.cluster.expireWatches();
        host.reconcile(host.shop());
        host.cluster.faults().clear();
        host.reconcile(host.app("shop").suspend().build());

        everyRunEndsOnce();
        assertThat(host.events(Event.Kind.RUN_ENDED))
                .extracting(event -> event.outcome().orElseThrow().kind())
                .containsExactly(
                        Outcome.Kind.APPLIED,
                        Outcome.Kind.NO_CHANGE,
                        Outcome.Kind.FAILED,
                        Outcome.Kind.HELD,
                        Outcome.Kind.HELD,
                        Outcome.Kind.DENIED,
                        Outcome.Kind.FAILED,
                        Outcome.Kind.FAILED,
                        Outcome.Kind.HELD);
    }

    @Test
    void a_listener_that_throws_fails_nothing_and_is_told_the_rest() {
        int[] told = {0};
        listeners.add(event -> {
            told[0]++;
            throw new IllegalStateException("the bus is down");
        });
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(told[0]).isEqualTo(host.events().size());
    }

    @Test
    void a_listener_that_throws_an_error_fails_nothing() {
        listeners.add(event -> {
            throw new NoClassDefFoundError("com/example/Slack");
        });
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.events(Event.Kind.RUN_ENDED)).hasSize(1);
    }

    @Test
    void a_cancelled_caller_gets_a_run_that_says_so_and_nothing_is_written() {
        host.declare("a.yaml", configMap("a"));
        CancellationSource caller = Cancellation.source();
        caller.cancel("the user closed the page");
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconciler().reconcile(host.shop(), Host.MANUAL, caller))
                        .writes())
                .isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(Host.messages(run[0]).get(0)).contains("the user closed the page");
        everyRunEndsOnce();
    }

    @Test
    void a_run_cancelled_between_two_steps_settles_the_first_and_sends_no_other() {
        host.close();
        CancellationSource caller = Cancellation.source();
        host = Host.with(
                StoreSpy.afterFirstAck(StateStore.inMemory(), () -> caller.cancel("stop")), builder -> builder);
        host.declare(
                "ns.yaml",
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: data}\n",
                "in.yaml",
                configMap("in").replace("{name: in}", "{name: in, namespace: data}"));

        Run run = host.reconciler().reconcile(host.shop(), Host.MANUAL, caller);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
        assertThat(run.steps())
                .extracting(StepResult::toString)
                .containsExactly("DONE CREATE Namespace data", "SKIPPED CREATE ConfigMap data/in");
        assertThat(host.live(Host.namespaceKey("data"))).isPresent();
        assertThat(host.store.load(host.shop().id()).open()).isEmpty();
        assertThat(host.store.load(host.shop().id()).inventory().entries()).containsKey(Host.namespaceKey("data"));
        everyRunEndsOnce();
        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void two_runs_of_one_application_exclude_each_other() {
        host.declare("a.yaml", configMap("a"));
        Plan plan = host.plan(host.shop());
        host.store.claim(host.shop().id(), "another process", Duration.ofMinutes(1));
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.apply(plan)).writes()).isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(Host.messages(run[0]))
                .containsExactly("application shop: another run of it goes on; wait for it, or try again later");
        host.advance(Duration.ofMinutes(2));
        assertThat(host.apply(plan).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void a_run_that_loses_its_claim_writes_nothing_more() {
        host.close();
        ManualClock time = ManualClock.create();
        StateStore store = StateStore.inMemory(time);
        Runnable steal = () -> {
            time.advance(Duration.ofMinutes(2)); // the process was suspended
            assertThat(store.claim(ApplicationId.of("shop"), "another process", Duration.ofHours(1)))
                    .isPresent();
        };
        host = Host.with(StoreSpy.afterFirstAck(store, steal), builder -> builder);
        host.declare(
                "ns.yaml",
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: data}\n",
                "in.yaml",
                configMap("in").replace("{name: in}", "{name: in, namespace: data}"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(host.live(new ResourceKey("", "ConfigMap", "data", "in"))).isEmpty();
        everyRunEndsOnce();
    }

    @Test
    void a_run_whose_process_died_is_recorded_and_completed_by_the_next() {
        host.close();
        ManualClock time = ManualClock.create();
        StateStore kept = StateStore.inMemory(time);
        host = Host.with(StoreSpy.dyingAfter(kept, 1), builder -> builder);
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        try {
            host.reconcile(host.shop());
            throw new AssertionError("it did not die");
        } catch (StoreSpy.Died died) {
            // the process is no more; its claim, and what it wrote, are
        }
        var left = kept.load(host.shop().id());
        time.advance(Duration.ofMinutes(2));
        Reconciler next = host.another(Host.INSTALLATION, kept);
        host.use(next);

        Run run = host.reconcile(host.shop());

        assertThat(left.open()).isPresent();
        assertThat(left.inventory().entries()).containsKeys(configMapKey("a"), configMapKey("b"));
        assertThat(run.outcome().kind()).isIn(Outcome.Kind.APPLIED, Outcome.Kind.NO_CHANGE);
        assertThat(host.live(configMapKey("a"))).isPresent();
        assertThat(host.live(configMapKey("b"))).isPresent();
        List<Run> history = next.history(host.shop().id(), Optional.empty(), 10);
        assertThat(history).hasSize(2);
        assertThat(history.get(1).outcome().problem().orElseThrow().code().id()).isEqualTo("interrupted");
        assertThat(history.get(1).plan()).isPresent();
        assertThat(kept.load(host.shop().id()).open()).isEmpty();
    }
}
