package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of the fields of an object, kept as a trie. Immutable. It is the set that one entry of {@code
 * metadata.managedFields} holds in the {@code FieldsV1} encoding, where {@code f:} is a field, {@code k:} an element of
 * a list by its keys, {@code v:} an element of a set by its value, {@code i:} an element by index, and {@code "."} the
 * container itself beside what is in it (kubernetes-sigs/structured-merge-diff {@code fieldpath/serialize.go}).
 *
 * <p>A member stands for its own path, not for what is below it: the algebra ({@link #union}, {@link #minus}, {@link
 * #intersect}) is that of plain sets of paths. Only {@link #touches} and
 * {@link #covers} ask in a wider sense.
 *
 * <p>A set is a node of a trie and can be walked as one, beside the object it speaks of: {@link #size}, {@link
 * #element}, {@link #child(int)} and {@link #isMember}.
 */
public final class FieldSet {
    static final FieldSet EMPTY = new FieldSet(new Object[0], new FieldSet[0], false);
    static final FieldSet LEAF = new FieldSet(EMPTY.steps, EMPTY.below, true);

    /** What is below so many steps that are members alone: most levels of most sets, which share it. */
    private static final FieldSet[][] LEAVES = new FieldSet[17][];

    static {
        for (int size = 0; size < LEAVES.length; size++) {
            LEAVES[size] = newLeaves(size);
        }
    }

    /** Strings for fields, path elements for the rest, sorted; see {@link Step}. */
    final Object[] steps;

    /** What is below each step, never empty: a member alone is {@link #LEAF}. */
    final FieldSet[] below;

    final boolean member;

    /** 0 until it is asked for. */
    private int hash;

    /** Takes both arrays as they are; only {@link #EMPTY} and {@link #LEAF} have none in them. */
    FieldSet(Object[] steps, FieldSet[] below, boolean member) {
        this.steps = steps;
        this.below = below;
        this.member = member;
    }

    /** {@link #LEAF} so many times; never to be written to. */
    static FieldSet[] leaves(int size) {
        return size < LEAVES.length ? LEAVES[size] : newLeaves(size);
    }

    private static FieldSet[] newLeaves(int size) {
        FieldSet[] leaves = new FieldSet[size];
        Arrays.fill(leaves, LEAF);
        return leaves;
    }

    /** The set without a field. */
    public static FieldSet empty() {
        return EMPTY;
    }

    /** The set of these fields. */
    public static FieldSet of(FieldPath... paths) {
        return halves(List.of(paths));
    }

    /** The set of these fields. */
    public static FieldSet of(Collection<FieldPath> paths) {
        return halves(List.copyOf(paths));
    }

    /** By halves, so that many paths cost little more than their number. */
    private static FieldSet halves(List<FieldPath> paths) {
        int size = paths.size();
        if (size < 2) {
            return size == 0 ? EMPTY : chain(paths.get(0));
        }
        return halves(paths.subList(0, size / 2)).union(halves(paths.subList(size / 2, size)));
    }

    private static FieldSet chain(FieldPath path) {
        if (path.length() == 0) {
            return EMPTY;
        }
        FieldSet chain = LEAF;
        for (int i = path.length() - 1; i >= 0; i--) {
            chain = new FieldSet(new Object[] {Step.of(path.element(i))}, new FieldSet[] {chain}, false);
        }
        return chain;
    }

    /**
     * The leaves of {@code value}, of which no type is known: items of lists are told by their {@code key}, {@code id} and
     * {@code name} where they have one of those, else by their index. Empty containers are no leaves (structured-merge-diff
     * {@code fieldpath/fromvalue.go}).
     */
    static FieldSet guessed(Node value) {
        return GuessedFields.of(value).withMember(false);
    }

    /** The set that {@code fields} encodes. Steps of an unknown prefix, and malformed ones, are dropped with all below. */
    public static FieldSet fromFieldsV1(Node.Obj fields) {
        return FieldsV1.tolerant(null).read(fields);
    }

    /** The same set as {@link #fromFieldsV1(Node.Obj)} gives, as far as possible made of what {@code shared} has. */
    public static FieldSet fromFieldsV1(Node.Obj fields, FieldSets shared) {
        return FieldsV1.tolerant(shared).read(fields);
    }

    /**
     * The set that a text in the FieldsV1 encoding means; {@code null} is the empty set. Steps of an unknown prefix are
     * dropped with all below them, as the API server drops them.
     *
     * @throws io.gitops4j.core.GitOpsException ({@code invalid-text}) where it is no such text: no JSON, a step without
     *     a prefix or with a malformed rest, a value that is no object, more than one value
     */
    public static FieldSet parse(String text) {
        return FieldsV1.parse(text);
    }

    /** The set as the API server writes it; {@link #fromFieldsV1} gives the same set back. */
    public Node.Obj toFieldsV1() {
        return FieldsV1.write(this);
    }

    /** The set as JSON text, byte for byte as the API server writes it. */
    public String toFieldsV1Text() {
        return FieldsV1.text(this);
    }

    /** The fields of this set or of {@code other}. */
    public FieldSet union(FieldSet other) {
        return SetAlgebra.UNION.of(this, other);
    }

    /** The fields of this set that are not in {@code other}. */
    public FieldSet minus(FieldSet other) {
        return SetAlgebra.MINUS.of(this, other);
    }

    /** The fields of this set that are neither in {@code other} nor below one that is. */
    public FieldSet minusRecursively(FieldSet other) {
        return SetAlgebra.MINUS_RECURSIVELY.of(this, other);
    }

    /** The fields of this set that are in {@code other} too. */
    public FieldSet intersect(FieldSet other) {
        return SetAlgebra.INTERSECTION.of(this, other);
    }

    /** The members that have no member below them. */
    public FieldSet leaves() {
        if (steps.length == 0) {
            return this;
        }
        FieldSet[] leaves = new FieldSet[steps.length];
        boolean changed = member;
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = below[i].leaves();
            changed |= leaves[i] != below[i];
        }
        return changed ? new FieldSet(steps, leaves, false) : this;
    }

    /**
     * This set and, of what has a member below it, each field that {@code type} names: a map's entry and a list's item
     * is then owned where it says so, a named field wherever anything in it is.
     */
    public FieldSet withNamedFields(FieldType type) {
        return NamedFields.in(this, type);
    }

    /** This set with or without the path where it stands. */
    FieldSet withMember(boolean asMember) {
        if (member == asMember) {
            return this;
        }
        return steps.length == 0 ? asMember ? LEAF : EMPTY : new FieldSet(steps, below, asMember);
    }

    /** Whether the set has no field. */
    public boolean isEmpty() {
        return this == EMPTY;
    }

    /** Whether the place of this node of the trie is a field of the set; never so for a whole set. */
    public boolean isMember() {
        return member;
    }

    /** How many steps lead on from here. */
    public int size() {
        return steps.length;
    }

    /** The step at {@code position}, from 0; fields first and in the order of an object's keys. */
    public PathElement element(int position) {
        return Step.element(steps[position]);
    }

    /** The name of the field at {@code position}, or null where the step is no field. */
    public @Nullable String field(int position) {
        return steps[position] instanceof String name ? name : null;
    }

    /** What is below the step at {@code position}, never empty. */
    public FieldSet child(int position) {
        return below[position];
    }

    /** What is below {@code element}, itself included; the empty set where nothing is. */
    public FieldSet child(PathElement element) {
        return at(Step.of(element));
    }

    /** What is below the field {@code name}, itself included; the empty set where nothing is. */
    public FieldSet child(String name) {
        return at(name);
    }

    FieldSet at(Object step) {
        int position = Step.search(steps, step);
        return position < 0 ? EMPTY : below[position];
    }

    /** Whether {@code path} itself is a member. */
    public boolean names(FieldPath path) {
        FieldSet at = this;
        for (int i = 0; i < path.length() && at != EMPTY; i++) {
            at = at.child(path.element(i));
        }
        return at.member;
    }

    /**
     * Whether somebody who owns this set owns the field at {@code path}, something below it, or a field that is owned as a whole
     * and holds it.
     */
    public boolean touches(FieldPath path) {
        FieldSet at = this;
        for (int i = 0; i < path.length(); i++) {
            at = at.child(path.element(i));
            if (at == LEAF) {
                return true;
            }
        }
        return at != EMPTY;
    }

    /** Whether {@code path} is in one of the subtrees, where each member stands for all that is below it. */
    public boolean covers(FieldPath path) {
        FieldSet at = this;
        for (int i = 0; i < path.length() && !at.member; i++) {
            at = at.child(path.element(i));
        }
        return at.member;
    }

    /** The members in the API server's order: those of one level before those of the levels below. */
    public List<FieldPath> members() {
        return Members.paths(this);
    }

    /** The members as Kubernetes prints them, such as {@code .spec.containers[name="web"].image}. */
    public List<String> printed() {
        List<String> names = new ArrayList<>();
        Members.print(this, new StringBuilder(), names);
        return names;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof FieldSet that
                        && member == that.member
                        && hashCode() == that.hashCode()
                        && (steps == that.steps || Arrays.equals(steps, that.steps))
                        && Arrays.equals(below, that.below);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = 31 * (31 * Arrays.hashCode(steps) + Arrays.hashCode(below)) + (member ? 1231 : 1237);
            hash = known;
        }
        return known;
    }

    /** The printed members, which are no values except for those by which elements of lists are told apart. */
    @Override
    public String toString() {
        return printed().toString();
    }
}
