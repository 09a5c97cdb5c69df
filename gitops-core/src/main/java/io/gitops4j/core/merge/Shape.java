package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * As which part of its type a value is walked: a type may be a scalar, a list and an object at once, and the value picks;
 * where it cannot, as null cannot, the first that the type has (structured-merge-diff {@code typed/helpers.go},
 * {@code deduceAtom} and {@code handleAtom}).
 */
enum Shape {
    MAP,
    SCALAR,
    LIST;

    static Shape of(FieldType type, Node value) {
        if (value instanceof Node.Obj) {
            return type.map() != null ? MAP : first(type);
        }
        if (value instanceof Node.Arr) {
            return type.list() != null ? LIST : first(type);
        }
        return type.scalar() != null && !(value instanceof Node.Null) ? SCALAR : first(type);
    }

    /** The first that the type has. */
    static Shape first(FieldType type) {
        if (type.map() != null) {
            return MAP;
        }
        return type.scalar() != null || type.list() == null ? SCALAR : LIST;
    }

    /** {@code type}, or the deduced one where the schema says nothing. */
    static FieldType known(@Nullable FieldType type) {
        if (type == null || type.map() == null && type.list() == null && type.scalar() == null) {
            return FieldType.deduced();
        }
        return type;
    }

    /** The type of the member {@code key}. */
    static FieldType member(MapType type, String key) {
        StructField field = type.field(key);
        return known(field == null ? type.element() : field.type());
    }

    /** Whether two values are one, without a hash where that costs more than it saves. */
    static boolean same(Node a, Node b) {
        if (a == b) {
            return true;
        }
        return a instanceof Node.Str x ? b instanceof Node.Str y && x.value().equals(y.value()) : a.equals(b);
    }

    static int compareKeys(String a, String b) {
        // parsed objects share their keys
        return a == b ? 0 : a.compareTo(b);
    }
}
