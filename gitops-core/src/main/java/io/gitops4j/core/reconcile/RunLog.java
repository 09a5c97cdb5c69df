package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Problem;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.RunId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells listeners of one run. For one thread at a time. */
final class RunLog {
    private final Engine engine;
    private final ApplicationId application;
    private final @Nullable RunId run;
    private final boolean silent;
    private @Nullable Phase phase;

    RunLog(Engine engine, ApplicationId application, @Nullable RunId run) {
        this(engine, application, run, false);
    }

    private RunLog(Engine engine, ApplicationId application, @Nullable RunId run, boolean silent) {
        this.engine = engine;
        this.application = application;
        this.run = run;
        this.silent = silent;
    }

    /** Tells nobody: of a look that is no run. */
    static RunLog silent(Engine engine, ApplicationId application) {
        return new RunLog(engine, application, null, true);
    }

    private void publish(Event.Kind kind, UnaryOperator<Event.Builder> more) {
        if (silent) {
            return;
        }
        Event.Builder builder =
                Event.builder(engine.bus().nextSequence(), engine.clock().instant(), application, kind);
        if (run != null) {
            builder.run(run);
        }
        engine.bus().publish(more.apply(builder).build());
    }

    void started(String trigger) {
        publish(Event.Kind.RUN_STARTED, event -> event.message(trigger));
    }

    /** The run is in that phase from now on; nothing where it was already. */
    void in(Phase next) {
        if (phase == next) {
            return;
        }
        leave();
        phase = next;
        publish(Event.Kind.PHASE_STARTED, event -> event.phase(next));
    }

    /** No phase goes on any more. */
    void leave() {
        Phase last = phase;
        if (last != null) {
            publish(Event.Kind.PHASE_ENDED, event -> event.phase(last));
        }
        phase = null;
    }

    /** The phase that the run is in; the first one before any. */
    Phase phase() {
        Phase now = phase;
        return now == null ? Phase.RESOLVE : now;
    }

    void warning(Problem problem) {
        publish(Event.Kind.WARNING, event -> event.problem(problem).message(problem.text()));
    }

    void rewritten(Problem problem) {
        publish(Event.Kind.HISTORY_REWRITTEN, event -> event.problem(problem).message(problem.text()));
    }

    void drift(PlannedChange change) {
        String fields = String.join(
                "; ", change.changes().stream().map(one -> one.text()).toList());
        publish(Event.Kind.DRIFT, event -> event.change(change).message(change.object() + ": " + fields));
    }

    void step(PlannedChange change, String what) {
        Phase now = phase();
        publish(Event.Kind.STEP, event -> event.phase(now).change(change).message(what + " " + change.object()));
    }

    void failed(PlannedChange change, Problem problem) {
        publish(
                Event.Kind.WARNING,
                event -> event.change(change).problem(problem).message(problem.text()));
    }

    void waiting(String message) {
        Phase now = phase();
        publish(Event.Kind.WAITING, event -> event.phase(now).message(message));
    }

    void ended(Outcome outcome) {
        leave();
        publish(Event.Kind.RUN_ENDED, event -> event.outcome(outcome).message(outcome.toString()));
    }
}
