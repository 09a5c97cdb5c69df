package io.gitops4j.core.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a value may be: a scalar, a list, an object, or more than one of them, as in structured-merge-diff's {@code
 * schema/elements.go}, whose {@code Atom} this is. A type may contain itself. Immutable once it is defined.
 */
public final class FieldType {
    private static final FieldType DEDUCED = new FieldType(Scalar.ANY, null, null);

    private static final ListType UNKNOWN_LIST = ListType.atomic(DEDUCED);

    static {
        DEDUCED.list = UNKNOWN_LIST;
        DEDUCED.map = MapType.of(DEDUCED);
    }

    private @Nullable Scalar scalar;
    private @Nullable ListType list;
    private @Nullable MapType map;

    private FieldType(@Nullable Scalar scalar, @Nullable ListType list, @Nullable MapType map) {
        this.scalar = scalar;
        this.list = list;
        this.map = map;
    }

    /** A type that may be any of those given. */
    public static FieldType of(@Nullable Scalar scalar, @Nullable ListType list, @Nullable MapType map) {
        return new FieldType(scalar, list, map);
    }

    /** A scalar. */
    public static FieldType of(Scalar scalar) {
        return new FieldType(scalar, null, null);
    }

    /** A list. */
    public static FieldType of(ListType list) {
        return new FieldType(null, list, null);
    }

    /** An object. */
    public static FieldType of(MapType map) {
        return new FieldType(null, null, map);
    }

    /**
     * The type of what nothing is known of: any scalar, a list as one value, an object whose members are of this type
     * (structured-merge-diff's deduced type).
     */
    public static FieldType deduced() {
        return DEDUCED;
    }

    /** A type that is told later, so that a type can contain itself. */
    public static Later later() {
        return new Later();
    }

    /** The scalar that it may be, or null. */
    public @Nullable Scalar scalar() {
        return scalar;
    }

    /** The list that it may be, or null. */
    public @Nullable ListType list() {
        return list;
    }

    /** The object that it may be, or null. */
    public @Nullable MapType map() {
        return map;
    }

    /** The list that it may be; where that is none, a list as one value of what nothing is known of. */
    public ListType listOrAtomic() {
        return list == null ? UNKNOWN_LIST : list;
    }

    /** What the member {@code name} of an object of this type may be; deduced where the type does not know it. */
    public FieldType member(String name) {
        return map == null ? DEDUCED : map.typeOf(map.field(name));
    }

    /** Whether it is an object that is one value. */
    public boolean isAtomicObject() {
        return map != null && map.isAtomic();
    }

    @Override
    public String toString() {
        return (scalar == null ? "" : scalar + " ") + (list == null ? "" : list + " ") + (map == null ? "" : map);
    }

    /** A type on its way. For one thread, until it is defined. */
    public static final class Later {
        private final FieldType type = new FieldType(null, null, null);
        private boolean defined;

        private Later() {}

        /** The type, which others may refer to already; it is nothing until {@link #define}. */
        public FieldType type() {
            return type;
        }

        /**
         * Makes it what {@code parts} is now.
         *
         * @throws IllegalStateException where that was said before
         */
        public FieldType define(FieldType parts) {
            if (defined) {
                throw new IllegalStateException("defined twice");
            }
            defined = true;
            type.scalar = parts.scalar;
            type.list = parts.list;
            type.map = parts.map;
            return type;
        }
    }
}
