package io.gitops4j.embedded;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that the API server's own types always have, said or not, such as {@code status} and a container's {@code
 * resources}: the schema gives them the default <code>{}</code>. Whoever sets a field below one does not own it. Pure.
 */
final class EmptyStructs {
    private EmptyStructs() {}

    static Node.Obj in(FieldType type, Node.Obj object) {
        MapType map = type.map();
        return map == null || type.scalar() != null ? object : members(map, object);
    }

    private static Node.Obj members(MapType type, Node.Obj object) {
        Node.Obj complete = object;
        for (StructField field : type.fields()) {
            Node before = object.get(field.name());
            Node after = before == null && always(field)
                    ? in(field.type(), Node.object())
                    : before == null ? null : node(field.type(), before);
            complete = after == null || after == before ? complete : complete.with(field.name(), after);
        }
        return complete;
    }

    static boolean always(StructField field) {
        return field.defaultValue().filter(Node.object()::equals).isPresent();
    }

    private static Node node(FieldType type, Node node) {
        ListType list = type.list();
        if (node instanceof Node.Obj object) {
            return in(type, object);
        }
        if (!(node instanceof Node.Arr array) || list == null || list.element().map() == null) {
            return node;
        }
        List<Node> items = new ArrayList<>(array.size());
        boolean changed = false;
        for (Node before : array.items()) {
            Node after = node(list.element(), before);
            changed |= after != before;
            items.add(after);
        }
        return changed ? Node.array(items) : array;
    }
}
