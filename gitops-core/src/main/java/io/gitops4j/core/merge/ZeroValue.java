package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What the API server has in the place of an object that is not there yet: the zero value of its Go type. The structs that
 * are no pointers are in it, and the scalars that are written even when they are zero; whoever creates the object adds
 * nothing with those. A custom resource is no Go type, and its zero value is empty.
 */
final class ZeroValue {
    private ZeroValue() {}

    /**
     * The zero value of {@code type}.
     *
     * @param object the object that is to be; a null in it is what the zero value has in that place
     */
    static Node.Obj of(FieldType type, Node object) {
        MapType map = type.map();
        ObjBuilder zero = Node.objectBuilder();
        if (map != null) {
            for (StructField field : map.fields()) {
                Node value = of(field, object instanceof Node.Obj obj ? obj.get(field.name()) : null);
                if (value != null) {
                    zero.put(field.name(), value);
                }
            }
        }
        return zero.build();
    }

    private static @Nullable Node of(StructField field, @Nullable Node value) {
        if (field.isWrittenEmpty() || field.omitsEmpty() && value instanceof Node.Null) {
            return Node.nil();
        }
        MapType map = field.type().map();
        if (map != null) {
            Node object = value == null ? Node.nil() : value;
            return field.omitsEmpty() && !map.fields().isEmpty() ? of(field.type(), object) : null;
        }
        Node byDefault =
                field.type().scalar() == null ? null : field.defaultValue().orElse(null);
        return byDefault != null && isZero(byDefault) ? byDefault : null;
    }

    private static boolean isZero(Node value) {
        return value.equals(Node.of("")) || value.equals(Node.of(0)) || value.equals(Node.of(false));
    }
}
