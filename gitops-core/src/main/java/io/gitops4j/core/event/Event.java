package io.gitops4j.core.event;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Problem;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.RunId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happened, free of secrets. Immutable. New kinds may be added: pass over one that you do not know. */
public final class Event {
    /** What happened. */
    public enum Kind {
        /** A run began. */
        RUN_STARTED,
        /** A phase of a run began. */
        PHASE_STARTED,
        /** A phase of a run ended. */
        PHASE_ENDED,
        /** A source's ref was moved to a history without its former tip. */
        HISTORY_REWRITTEN,
        /** A live object differs from what we applied. */
        DRIFT,
        /** A step was sent, or ended; progress. */
        STEP,
        /** Something waits: for health, for removal; progress. */
        WAITING,
        /** A warning. */
        WARNING,
        /** A run ended; the last event of the run, and never dropped. */
        RUN_ENDED
    }

    private final long sequence;
    private final Instant at;
    private final ApplicationId application;
    private final @Nullable RunId run;
    private final Kind kind;
    private final String message;
    private final @Nullable Phase phase;
    private final @Nullable PlannedChange change;
    private final @Nullable Problem problem;
    private final @Nullable Outcome outcome;

    private Event(Builder from) {
        this.sequence = from.sequence;
        this.at = from.at;
        this.application = from.application;
        this.run = from.run;
        this.kind = from.kind;
        this.message = from.message;
        this.phase = from.phase;
        this.change = from.change;
        this.problem = from.problem;
        this.outcome = from.outcome;
    }

    /** Builds an event; for core, and for tests of listeners. */
    public static Builder builder(long sequence, Instant at, ApplicationId application, Kind kind) {
        return new Builder(sequence, at, application, kind);
    }

    /** A number that grows from event to event of the process. */
    public long sequence() {
        return sequence;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** Which application, with its tenant. */
    public ApplicationId application() {
        return application;
    }

    /** Which run. */
    public Optional<RunId> run() {
        return Optional.ofNullable(run);
    }

    /** What happened. */
    public Kind kind() {
        return kind;
    }

    /** A line for a person. */
    public String message() {
        return message;
    }

    /** Which phase. */
    public Optional<Phase> phase() {
        return Optional.ofNullable(phase);
    }

    /** Which line of the plan. */
    public Optional<PlannedChange> change() {
        return Optional.ofNullable(change);
    }

    /** What went wrong. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** How the run ended. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Whether it may be dropped where a listener is slow. */
    public boolean isProgress() {
        return kind == Kind.STEP || kind == Kind.WAITING || kind == Kind.PHASE_STARTED || kind == Kind.PHASE_ENDED;
    }

    @Override
    public String toString() {
        return application + (run == null ? "" : " " + run) + " " + kind + (message.isEmpty() ? "" : ": " + message);
    }

    /** Builds an {@link Event}. For one thread. */
    public static final class Builder {
        private final long sequence;
        private final Instant at;
        private final ApplicationId application;
        private final Kind kind;
        private @Nullable RunId run;
        private String message = "";
        private @Nullable Phase phase;
        private @Nullable PlannedChange change;
        private @Nullable Problem problem;
        private @Nullable Outcome outcome;

        private Builder(long sequence, Instant at, ApplicationId application, Kind kind) {
            this.sequence = sequence;
            this.at = Objects.requireNonNull(at);
            this.application = Objects.requireNonNull(application);
            this.kind = Objects.requireNonNull(kind);
        }

        /** Which run. */
        public Builder run(RunId run) {
            this.run = run;
            return this;
        }

        /** A line for a person, without any secret. */
        public Builder message(String message) {
            this.message = message;
            return this;
        }

        /** Which phase. */
        public Builder phase(Phase phase) {
            this.phase = phase;
            return this;
        }

        /** Which line of the plan. */
        public Builder change(PlannedChange change) {
            this.change = change;
            return this;
        }

        /** What went wrong. */
        public Builder problem(Problem problem) {
            this.problem = problem;
            return this;
        }

        /** How the run ended. */
        public Builder outcome(Outcome outcome) {
            this.outcome = outcome;
            return this;
        }

        /** The event. */
        public Event build() {
            return new Event(this);
        }
    }
}
