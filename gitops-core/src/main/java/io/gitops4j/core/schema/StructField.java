package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A named field of an object. Immutable. */
public final class StructField {
    private final String name;
    private final FieldType type;
    private final @Nullable Node byDefault;
    private final boolean omitsEmpty;
    private final boolean keepsNull;
    private final boolean writtenEmpty;

    private StructField(
            String name,
            FieldType type,
            @Nullable Node byDefault,
            boolean omitsEmpty,
            boolean keepsNull,
            boolean writtenEmpty) {
        this.name = Objects.requireNonNull(name);
        this.type = Objects.requireNonNull(type);
        this.byDefault = byDefault;
        this.omitsEmpty = omitsEmpty;
        this.keepsNull = keepsNull;
        this.writtenEmpty = writtenEmpty;
    }

    /** A field without a default. */
    public static StructField of(String name, FieldType type) {
        return new StructField(name, type, null, false, false, false);
    }

    /** This field, which has that value where none is given. */
    public StructField withDefault(Node value) {
        return new StructField(name, type, Objects.requireNonNull(value), omitsEmpty, keepsNull, writtenEmpty);
    }

    /**
     * This field, of which the API server keeps no empty list and no empty map, or always has an object: empty, null and
     * absent are one value (a list, a map or a struct by value in a Go type).
     */
    public StructField omittingEmpty() {
        return new StructField(name, type, byDefault, true, keepsNull, writtenEmpty);
    }

    /** This field, of which null is a value of its own ({@code nullable} of a custom resource definition). */
    public StructField keepingNull() {
        return new StructField(name, type, byDefault, omitsEmpty, true, writtenEmpty);
    }

    /** This field, a list or a map that the API server writes as null where there is none of it. */
    public StructField writingEmpty() {
        return new StructField(name, type, byDefault, omitsEmpty, keepsNull, true);
    }

    /** The key in the object. */
    public String name() {
        return name;
    }

    /** What its value may be. */
    public FieldType type() {
        return type;
    }

    /** The value that it has where none is given. */
    public Optional<Node> defaultValue() {
        return Optional.ofNullable(byDefault);
    }

    /** Whether empty, null and absent are one value. */
    public boolean omitsEmpty() {
        return omitsEmpty;
    }

    /** Whether null and absent are two values. */
    public boolean keepsNull() {
        return keepsNull;
    }

    /** Whether it is a list or a map that the API server writes as null where there is none of it. */
    public boolean isWrittenEmpty() {
        return writtenEmpty;
    }

    /**
     * Whether {@code value} is for this field what absence is: null, save where the field keeps it, and the empty list and
     * the empty object where it omits them.
     *
     * @param value null for absent
     */
    public boolean isBlank(@Nullable Node value) {
        if (value == null || value instanceof Node.Null) {
            return value == null || !keepsNull;
        }
        return omitsEmpty
                && ((value instanceof Node.Arr items && items.size() == 0)
                        || (value instanceof Node.Obj members && members.size() == 0));
    }

    @Override
    public String toString() {
        return name;
    }
}
