package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object to compare: what is declared, what is live, and what we know of our last apply. Immutable. */
public final class DiffRequest {
    private final Node.Obj desired;
    private final PathSet sensitive;
    private final Live live;
    private final ObjectSchema schema;
    private final FieldSet applied;
    private final @Nullable Witness witness;
    private final boolean ours;
    private final FieldSet ignored;
    private final Set<FieldManager> inherited;
    private final @Nullable Answer answer;

    private DiffRequest(
            Node.Obj desired,
            PathSet sensitive,
            Live live,
            ObjectSchema schema,
            FieldSet applied,
            @Nullable Witness witness,
            boolean ours,
            FieldSet ignored,
            Set<FieldManager> inherited,
            @Nullable Answer answer) {
        this.desired = Objects.requireNonNull(desired);
        this.sensitive = Objects.requireNonNull(sensitive);
        this.live = Objects.requireNonNull(live);
        this.schema = Objects.requireNonNull(schema);
        this.applied = Objects.requireNonNull(applied);
        this.witness = witness;
        this.ours = ours;
        this.ignored = Objects.requireNonNull(ignored);
        this.inherited = inherited;
        this.answer = answer;
    }

    /**
     * A comparison of an object that we never applied, of whose kind no schema is known.
     *
     * @param desired what is declared, in its {@link Normal} form, our mark included
     * @param sensitive its values that must not be shown
     * @param live what the cluster said of it
     */
    public static DiffRequest of(Node.Obj desired, PathSet sensitive, Live live) {
        return new DiffRequest(
                desired,
                sensitive,
                live,
                ObjectSchema.deduced(),
                FieldSet.empty(),
                null,
                false,
                FieldSet.empty(),
                Set.of(),
                null);
    }

    /** This comparison, of an object whose kind has this schema. */
    public DiffRequest as(ObjectSchema schema) {
        return new DiffRequest(desired, sensitive, live, schema, applied, witness, ours, ignored, inherited, answer);
    }

    /**
     * This comparison, of an object that we applied before.
     *
     * @param applied the fields that were ours then
     * @param witness what we saw then, where it is known
     */
    public DiffRequest after(FieldSet applied, Optional<Witness> witness) {
        return new DiffRequest(
                desired, sensitive, live, schema, applied, witness.orElse(null), true, ignored, inherited, answer);
    }

    /** This comparison, in which the subtrees at {@code ignored} are nobody's difference. */
    public DiffRequest ignoring(FieldSet ignored) {
        return new DiffRequest(desired, sensitive, live, schema, applied, witness, ours, ignored, inherited, answer);
    }

    /** This comparison, in which we first take over all that {@code managers} own. */
    public DiffRequest inheriting(Collection<FieldManager> managers) {
        return new DiffRequest(
                desired, sensitive, live, schema, applied, witness, ours, ignored, Set.copyOf(managers), answer);
    }

    /**
     * This comparison, for which the cluster was asked: what it would make of the apply is not worked out but known.
     *
     * @param object its answer to a dry run
     * @param webhooks whether what others put into the object on the way, such as admission webhooks, is a difference too
     */
    public DiffRequest answered(Node.Obj object, boolean webhooks) {
        return new DiffRequest(
                desired,
                sensitive,
                live,
                schema,
                applied,
                witness,
                ours,
                ignored,
                inherited,
                new Answer(object, webhooks));
    }

    /** What the cluster answered to a dry run. */
    record Answer(Node.Obj object, boolean webhooks) {}

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

    /** The schema of the object's kind. */
    public ObjectSchema schema() {
        return schema;
    }

    /** The fields that were ours after our last apply. */
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

    /** The subtrees in which differences do not count. */
    public FieldSet ignored() {
        return ignored;
    }

    /** The managers whose fields become ours. */
    public Set<FieldManager> inherited() {
        return inherited;
    }

    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** The verdict's shape alone; never a value. */
    @Override
    public String toString() {
        return "comparison of " + desired + " with " + live;
    }
}
