package io.gitops4j.core.diff;

import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The comparison of one object. Immutable. */
public final class Diff {
    private final Verdict verdict;
    private final List<Change> changes;
    private final List<Path> removed;
    private final boolean force;
    private final @Nullable Problem reason;

    Diff(
            Verdict verdict,
            Collection<Change> changes,
            Collection<Path> removed,
            boolean force,
            @Nullable Problem reason) {
        this.verdict = Objects.requireNonNull(verdict);
        this.changes = List.copyOf(changes);
        this.removed = List.copyOf(removed);
        this.force = force;
        this.reason = reason;
    }

    static Diff of(Verdict verdict) {
        return new Diff(verdict, List.of(), List.of(), false, null);
    }

    static Diff unknown(Problem reason) {
        return new Diff(Verdict.UNKNOWN, List.of(), List.of(), false, reason);
    }

    /** How declaration and live object stand to each other. */
    public Verdict verdict() {
        return verdict;
    }

    /** The differences in path order, masked; unmodifiable. */
    public List<Change> changes() {
        return changes;
    }

    /** The fields that were declared, are no longer, and are live; unmodifiable. */
    public List<Path> removed() {
        return removed;
    }

    /** Whether an apply must take fields from other managers: to revert drift, or where a change is a takeover. */
    public boolean force() {
        return force;
    }

    /** Why it could not be told. */
    public Optional<Problem> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public String toString() {
        return verdict + " " + changes;
    }
}
