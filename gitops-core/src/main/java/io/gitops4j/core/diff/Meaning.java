package io.gitops4j.core.diff;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import org.jspecify.annotations.Nullable;

/** Whether two values mean the same to the API server, whatever their spelling. */
final class Meaning {
    private Meaning() {}

    /** The type of a member of an object. */
    static FieldType typeOf(@Nullable MapType map, @Nullable StructField field) {
        return map == null ? FieldType.deduced() : map.typeOf(field);
    }

    /** Whether {@code a} and {@code b}, both of {@code type}, are one value. */
    static boolean same(FieldType type, Node a, Node b) {
        return same(type, a, b, false);
    }

    /**
     * Whether {@code live}, which the server made of a value of ours, is what it would make of {@code declared} again: blank
     * members of it may have been left out, which a schema does not tell ({@code omitempty} in Go).
     */
    static boolean stored(FieldType type, Node live, Node declared) {
        return same(type, live, declared, true);
    }

    private static boolean same(FieldType type, Node a, Node b, boolean stored) {
        if (a == b || a.equals(b)) {
            return true;
        }
        if (a instanceof Node.Obj x && b instanceof Node.Obj y) {
            return sameMembers(type.map(), x, y, stored);
        }
        if (a instanceof Node.Arr x && b instanceof Node.Arr y) {
            return sameItems(type.list(), x, y, stored);
        }
        // null in the place of a Go value is that value's zero; an object with members may be one that is not there
        // then
        boolean nothing = a instanceof Node.Null && zero(b) || b instanceof Node.Null && zero(a);
        return nothing || type.scalar() != null && type.scalar().same(a, b);
    }

    private static boolean sameMembers(@Nullable MapType map, Node.Obj a, Node.Obj b, boolean stored) {
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            int order = i == a.size() ? 1 : j == b.size() ? -1 : a.key(i).compareTo(b.key(j));
            String key = order <= 0 ? a.key(i) : b.key(j);
            StructField field = map == null ? null : map.field(key);
            Node left = order <= 0 ? a.value(i++) : null;
            Node right = order >= 0 ? b.value(j++) : null;
            boolean same = left != null && right != null
                    ? same(typeOf(map, field), left, right, stored)
                    : stored && left == null && blank(right) || absentAlike(field, left == null ? right : left);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(@Nullable ListType list, Node.Arr a, Node.Arr b, boolean stored) {
        if (a.size() != b.size()) {
            return false;
        }
        FieldType element = list == null ? FieldType.deduced() : list.element();
        for (int i = 0; i < a.size(); i++) {
            if (!same(element, a.get(i), b.get(i), stored)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a field that is absent is as one with {@code value}: a default is filled in with the defaults inside it. */
    private static boolean absentAlike(@Nullable StructField field, @Nullable Node value) {
        if (field == null || value == null) {
            return false;
        }
        return field.omitsEmpty() && (blank(value) || same(field.type(), Node.object(), value))
                || field.defaultValue()
                        .filter(byDefault -> same(field.type(), byDefault, value))
                        .isPresent();
    }

    /** A list without items, an object without members, null. */
    static boolean empty(@Nullable Node value) {
        return value instanceof Node.Null
                || value instanceof Node.Arr list && list.size() == 0
                || value instanceof Node.Obj object && object.size() == 0;
    }

    private static boolean zero(Node value) {
        return value instanceof Node.Obj ? empty(value) : blank(value);
    }

    /** What Go leaves out where a field says {@code omitempty}: empty ones, the empty string, zero, false. */
    static boolean blank(@Nullable Node value) {
        if (value instanceof Node.Obj object) {
            for (int i = 0; i < object.size(); i++) {
                if (!blank(object.value(i))) {
                    return false;
                }
            }
            return true;
        }
        return empty(value)
                || value instanceof Node.Str text && text.value().isEmpty()
                || value instanceof Node.Bool flag && !flag.value()
                || value instanceof Node.Num number && number.equals(Node.of(0));
    }
}
