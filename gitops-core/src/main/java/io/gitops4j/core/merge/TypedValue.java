package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import java.util.Objects;
import java.util.Optional;

/**
 * A value and its type, and what can be said of both together: which fields it has, how it differs from another, what a
 * merge gives (structured-merge-diff {@code typed}). Immutable.
 *
 * <p>Only validation minds a field that the schema does not know; everywhere else its type is deduced. Sets and keyed
 * lists of live objects may have items that are alike; those are owned, changed and removed as one.
 */
public final class TypedValue {
    private final Node value;
    private final FieldType type;

    private TypedValue(Node value, FieldType type) {
        this.value = Objects.requireNonNull(value);
        this.type = Objects.requireNonNull(type);
    }

    /** {@code value}, taken for a {@code type}. */
    public static TypedValue of(Node value, FieldType type) {
        return new TypedValue(value, type);
    }

    /**
     * {@code value} where it is a {@code type} without items that are alike.
     *
     * @throws io.gitops4j.core.GitOpsException as {@link #validate} does
     */
    public static TypedValue validated(Node value, FieldType type) {
        return of(value, type).validate();
    }

    /** The value. */
    public Node value() {
        return value;
    }

    /** Its type. */
    public FieldType type() {
        return type;
    }

    /** Another value of the same type. */
    public TypedValue with(Node other) {
        return other == value ? this : new TypedValue(other, type);
    }

    /**
     * This value.
     *
     * @throws io.gitops4j.core.GitOpsException ({@code invalid-object}), with a problem for each field that is not of its
     *     type or not known to it, or an item that cannot be told from another
     */
    public TypedValue validate() {
        new Validating(false, false).check(type, value);
        return this;
    }

    /**
     * This value, in which items of a list may be alike.
     *
     * @throws io.gitops4j.core.GitOpsException as {@link #validate} does otherwise
     */
    public TypedValue validateAllowingDuplicates() {
        new Validating(true, false).check(type, value);
        return this;
    }

    /** The fields that the value says something of: what its applier comes to own. */
    public FieldSet fieldSet() {
        return OwnFields.of(Shape.known(type), value).withMember(false);
    }

    /**
     * The fields in which {@code other}, of the same type, differs from this.
     *
     * @throws io.gitops4j.core.GitOpsException ({@code invalid-object}) where an item of a list cannot be told from the
     *     others
     */
    public Comparison compare(TypedValue other) {
        Comparing comparing = new Comparing();
        comparing.compare(Shape.known(type), value, other.value);
        return new Comparison(
                comparing.removed.withMember(false),
                comparing.modified.withMember(false),
                comparing.added.withMember(false));
    }

    /**
     * This value with {@code partial}, of the same type, laid over it: leaves come from there where it has them, nothing
     * is removed, and lists take its order of what both have.
     *
     * @param partial a value without items that are alike, which {@link #validate} tells
     * @throws io.gitops4j.core.GitOpsException ({@code invalid-object}) where items of a list of {@code partial} are
     *     alike, or one of either value cannot be told from the others
     */
    public TypedValue merge(TypedValue partial) {
        return with(new Merging().merge(Shape.known(type), value, partial.value));
    }

    /** This value without {@code fields}; what has no field left is null. */
    public TypedValue without(FieldSet fields) {
        return with(Selecting.REMOVING.in(Shape.known(type), value, fields));
    }

    /** {@code fields} of this value alone. */
    public TypedValue extract(FieldSet fields) {
        return with(Selecting.EXTRACTING.in(Shape.known(type), value, fields));
    }

    /**
     * {@code fields} of this value alone.
     *
     * @param appendKeyFields whether an item of a keyed list comes with its keys, too
     */
    public TypedValue extract(FieldSet fields, boolean appendKeyFields) {
        return extract(appendKeyFields ? fields.union(keyFields(fields.intersect(fieldSet()))) : fields);
    }

    /** The keys of every item on the way to a member. */
    private static FieldSet keyFields(FieldSet fields) {
        TrieBuilder out = new TrieBuilder(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            FieldSet below = keyFields(fields.child(i));
            if (fields.steps[i] instanceof PathElement.Key key) {
                for (String name : key.keys().keys()) {
                    below = below.union(FieldSet.of(FieldPath.of(name)));
                }
            }
            out.add(fields.steps[i], below);
        }
        return out.build(false);
    }

    /**
     * {@code fields}, written when the type was another, as they would be now: who owned a part of what is one value by
     * now owns all of it. Empty where they would be the same.
     */
    public Optional<FieldSet> reconcile(FieldSet fields) {
        FieldSet reconciled = SchemaChanges.in(fields, Shape.known(type));
        return reconciled == fields ? Optional.empty() : Optional.of(reconciled.withMember(false));
    }

    /** Kinds and sizes, never a value. */
    @Override
    public String toString() {
        return value.toString();
    }
}
