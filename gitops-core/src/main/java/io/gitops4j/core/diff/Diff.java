package io.gitops4j.core.diff;

import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The comparison of one object. Immutable. */
public final class Diff {
    private final Verdict verdict;
    private final List<Change> changes;
    private final FieldSet removed;
    private final boolean force;
    private final List<Kept> kept;
    private final Node.@Nullable Obj predicted;
    private final @Nullable Problem reason;

    private Diff(
            Verdict verdict,
            Collection<Change> changes,
            FieldSet removed,
            boolean force,
            Collection<Kept> kept,
            Node.@Nullable Obj predicted,
            @Nullable Problem reason) {
        this.verdict = Objects.requireNonNull(verdict);
        this.changes = List.copyOf(changes);
        this.removed = Objects.requireNonNull(removed);
        this.force = force;
        this.kept = List.copyOf(kept);
        this.predicted = predicted;
        this.reason = reason;
    }

    static Diff of(Verdict verdict) {
        return new Diff(verdict, List.of(), FieldSet.empty(), false, List.of(), null, null);
    }

    static Diff unknown(Problem reason) {
        return new Diff(Verdict.UNKNOWN, List.of(), FieldSet.empty(), false, List.of(), null, reason);
    }

    static Diff of(
            Verdict verdict,
            List<Change> changes,
            FieldSet removed,
            boolean force,
            List<Kept> kept,
            Node.Obj predicted) {
        return new Diff(verdict, changes, removed, force, kept, predicted, null);
    }

    /** How declaration and live object stand to each other. */
    public Verdict verdict() {
        return verdict;
    }

    /** The differences in path order, masked; unmodifiable. */
    public List<Change> changes() {
        return changes;
    }

    /** The fields that we own, no longer declare, and that an apply takes away. */
    public FieldSet removed() {
        return removed;
    }

    /** Whether an apply must take fields from other managers: to revert drift, or where a change is a takeover. */
    public boolean force() {
        return force;
    }

    /** What others own within what we no longer declare, and what therefore stays; unmodifiable. */
    public List<Kept> kept() {
        return kept;
    }

    /** The object as an apply would leave it, values unmasked, where that had to be worked out. */
    Optional<Node.Obj> predicted() {
        return Optional.ofNullable(predicted);
    }

    /** Why it could not be told. */
    public Optional<Problem> reason() {
        return Optional.ofNullable(reason);
    }

    /** The verdict and the fields; never a value. */
    @Override
    public String toString() {
        return verdict + " " + changes;
    }
}
