package io.gitops4j.core.run;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Digest;
import io.gitops4j.core.source.Revisions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run that ended: who asked, what was declared from where, what was done, and how it ended. Free of secrets. Immutable. */
public final class Run {
    private final ApplicationId application;
    private final RunId id;
    private final Trigger trigger;
    private final Instant started;
    private final Instant ended;
    private final Revisions revisions;
    private final @Nullable Digest plan;
    private final List<StepResult> steps;
    private final int unchanged;
    private final Outcome outcome;

    private Run(
            ApplicationId application,
            RunId id,
            Trigger trigger,
            Instant started,
            Instant ended,
            Revisions revisions,
            @Nullable Digest plan,
            List<StepResult> steps,
            int unchanged,
            Outcome outcome) {
        this.application = Objects.requireNonNull(application);
        this.id = Objects.requireNonNull(id);
        this.trigger = Objects.requireNonNull(trigger);
        this.started = Objects.requireNonNull(started);
        this.ended = Objects.requireNonNull(ended);
        this.revisions = Objects.requireNonNull(revisions);
        this.plan = plan;
        this.steps = List.copyOf(steps);
        this.unchanged = unchanged;
        this.outcome = Objects.requireNonNull(outcome);
    }

    /** A run that ended before there was a plan. */
    public static Run of(
            ApplicationId application, RunId id, Trigger trigger, Instant started, Instant ended, Outcome outcome) {
        return new Run(application, id, trigger, started, ended, Revisions.none(), null, List.of(), 0, outcome);
    }

    /** This run, of that plan, with what became of each of its lines. */
    public Run of(Revisions revisions, Digest plan, List<StepResult> steps, int unchanged) {
        return new Run(application, id, trigger, started, ended, revisions, plan, steps, unchanged, outcome);
    }

    /** This run, of those revisions. */
    public Run of(Revisions revisions) {
        return new Run(application, id, trigger, started, ended, revisions, plan, steps, unchanged, outcome);
    }

    /** Which application. */
    public ApplicationId application() {
        return application;
    }

    /** Which of its runs. */
    public RunId id() {
        return id;
    }

    /** Why it began, and who asked. */
    public Trigger trigger() {
        return trigger;
    }

    /** When it began. */
    public Instant started() {
        return started;
    }

    /** When it ended. */
    public Instant ended() {
        return ended;
    }

    /** What was declared, from where; empty where it ended before that was known. */
    public Revisions revisions() {
        return revisions;
    }

    /** The digest of its plan; empty where it ended before there was one. */
    public Optional<Digest> plan() {
        return Optional.ofNullable(plan);
    }

    /** What became of each line of the plan; unmodifiable. */
    public List<StepResult> steps() {
        return steps;
    }

    /** How many objects were as declared. */
    public int unchanged() {
        return unchanged;
    }

    /** How it ended. */
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return "run " + id + " of " + application + ": " + outcome;
    }
}
