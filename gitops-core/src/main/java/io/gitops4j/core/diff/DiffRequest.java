package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object to compare: what is declared, what is live, and what we know of our last apply. Immutable. */
public final class DiffRequest {
    private final Node.Obj desired;
    private final PathSet sensitive;
    private final Live live;
    private final FieldSet applied;
    private final @Nullable Witness witness;
    private final boolean ours;

    private DiffRequest(
            Node.Obj desired, PathSet sensitive, Live live, FieldSet applied, @Nullable Witness witness, boolean ours) {
        this.desired = Objects.requireNonNull(desired);
        this.sensitive = Objects.requireNonNull(sensitive);
        this.live = Objects.requireNonNull(live);
        this.applied = Objects.requireNonNull(applied);
        this.witness = witness;
        this.ours = ours;
    }

    /**
     * A comparison of an object that we never applied.
     *
     * @param desired what is declared, in its {@link Normal} form, our mark included
     * @param sensitive its values that must not be shown
     * @param live what the cluster said of it
     */
    public static DiffRequest of(Node.Obj desired, PathSet sensitive, Live live) {
        return new DiffRequest(desired, sensitive, live, FieldSet.empty(), null, false);
    }

    /**
     * This comparison, of an object that we applied before.
     *
     * @param applied the fields that we declared then
     * @param witness what we saw then, where it is known
     */
    public DiffRequest after(FieldSet applied, Optional<Witness> witness) {
        return new DiffRequest(desired, sensitive, live, applied, witness.orElse(null), true);
    }

    /** What is declared. */
    public Node.Obj desired() {
        return desired;
    }

    /** The values that must not be shown. */
    public PathSet sensitive() {
        return sensitive;
    }

    /** What the cluster said. */
    public Live live() {
        return live;
    }

    /** The fields that we declared last. */
    public FieldSet applied() {
        return applied;
    }

    /** What we saw after our last apply. */
    public Optional<Witness> witness() {
        return Optional.ofNullable(witness);
    }

    /** Whether we applied it before. */
    public boolean ours() {
        return ours;
    }
}
