package io.gitops4j.core.run;

import io.gitops4j.core.Problem;
import io.gitops4j.core.plan.PlannedChange;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one line of a plan. Immutable. */
public final class StepResult {
    /** What became of it. */
    public enum Status {
        /** It was written, and the cluster answered as expected. */
        DONE,
        /** It failed. */
        FAILED,
        /** It was not begun: what it needs failed, or the run ended before. */
        SKIPPED,
        /** It was never to be done: held or blocked by the plan. */
        NOT_PLANNED
    }

    private final PlannedChange change;
    private final Status status;
    private final @Nullable Problem problem;

    private StepResult(PlannedChange change, Status status, @Nullable Problem problem) {
        this.change = Objects.requireNonNull(change);
        this.status = Objects.requireNonNull(status);
        this.problem = problem;
    }

    /** A result. */
    public static StepResult of(PlannedChange change, Status status) {
        return new StepResult(change, status, null);
    }

    /** This result, with what went wrong. */
    public StepResult because(Problem problem) {
        return new StepResult(change, status, Objects.requireNonNull(problem));
    }

    /** The line of the plan. */
    public PlannedChange change() {
        return change;
    }

    /** What became of it. */
    public Status status() {
        return status;
    }

    /** What went wrong. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public String toString() {
        return status + " " + change;
    }
}
