package io.gitops4j.core.run;

import io.gitops4j.core.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a run ended. Immutable. */
public final class Outcome {
    /** The ways to end. */
    public enum Kind {
        /** Everything was as declared; nothing was written. */
        NO_CHANGE,
        /** All of the plan was done. */
        APPLIED,
        /** Some of the plan was done; the problems say what was not. */
        PARTIAL,
        /** A rule or a gate holds it until something or somebody lets it go on; nothing was written. */
        HELD,
        /** A gate said no; nothing was written. */
        DENIED,
        /** An input moved since the plan was made. */
        STALE,
        /** A newer run took its place. */
        SUPERSEDED,
        /** It could not be done. */
        FAILED,
        /** Somebody cancelled it. */
        CANCELLED
    }

    private final Kind kind;
    private final @Nullable Phase phase;
    private final List<Problem> problems;
    private final @Nullable Instant retryAt;

    private Outcome(Kind kind, @Nullable Phase phase, List<Problem> problems, @Nullable Instant retryAt) {
        this.kind = Objects.requireNonNull(kind);
        this.phase = phase;
        this.problems = List.copyOf(problems);
        this.retryAt = retryAt;
    }

    /** An end without problems. */
    public static Outcome of(Kind kind) {
        return new Outcome(kind, null, List.of(), null);
    }

    /** An end with problems. */
    public static Outcome of(Kind kind, List<Problem> problems) {
        return new Outcome(kind, null, problems, null);
    }

    /** This end, in that phase. */
    public Outcome in(Phase phase) {
        return new Outcome(kind, Objects.requireNonNull(phase), problems, retryAt);
    }

    /** This end, to be tried again then. */
    public Outcome retryAt(Instant at) {
        return new Outcome(kind, phase, problems, Objects.requireNonNull(at));
    }

    /** How. */
    public Kind kind() {
        return kind;
    }

    /** Where it ended, when it ended early. */
    public Optional<Phase> phase() {
        return Optional.ofNullable(phase);
    }

    /** What went wrong, or holds it; unmodifiable. */
    public List<Problem> problems() {
        return problems;
    }

    /** The first of the problems. */
    public Optional<Problem> problem() {
        return problems.stream().findFirst();
    }

    /** When it will be tried again. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Outcome that
                && kind == that.kind
                && phase == that.phase
                && problems.equals(that.problems)
                && Objects.equals(retryAt, that.retryAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, phase, problems);
    }

    @Override
    public String toString() {
        return kind + problem().map(problem -> ": " + problem.text()).orElse("");
    }
}
