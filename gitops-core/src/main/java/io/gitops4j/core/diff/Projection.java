package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of an object that a set of fields speaks of. */
public final class Projection {
    private static final int FEW = 8;

    private Projection() {}

    /**
     * {@code object} restricted to {@code fields}: items of lists that the set tells by keys or by value are found
     * wherever they are, and stay in the object's order; what a field holds that the set says nothing more of stays
     * whole.
     */
    public static Node.Obj of(Node.Obj object, FieldSet fields) {
        return (Node.Obj) restrict(object, fields);
    }

    private static Node restrict(Node node, FieldSet fields) {
        if (fields.size() == 0) {
            return node;
        }
        if (node instanceof Node.Obj object) {
            return members(object, fields);
        }
        return node instanceof Node.Arr list ? items(list, fields) : node;
    }

    private static Node members(Node.Obj object, FieldSet fields) {
        ObjBuilder out = Node.objectBuilder();
        for (int i = 0; i < object.size(); i++) {
            FieldSet below = fields.child(object.key(i));
            if (below.isMember() || !below.isEmpty()) {
                out.put(object.key(i), restrict(object.value(i), below));
            }
        }
        return out.build();
    }

    private static Node items(Node.Arr list, FieldSet fields) {
        boolean many = fields.size() > FEW && fields.element(0) instanceof PathElement.Key;
        List<Node> items = new ArrayList<>(fields.size());
        for (int i = 0; i < list.size(); i++) {
            Node item = list.get(i);
            FieldSet below = many ? byKey(item, fields) : byLooking(item, i, fields);
            if (below != null) {
                items.add(restrict(item, below));
            }
        }
        return Node.array(items);
    }

    private static @Nullable FieldSet byLooking(Node item, int index, FieldSet fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (tells(fields.element(i), item, index)) {
                return fields.child(i);
            }
        }
        return null;
    }

    /** All items of a list have the same keys as a rule; one that has others is looked for. */
    private static @Nullable FieldSet byKey(Node item, FieldSet fields) {
        Node.Obj names = ((PathElement.Key) fields.element(0)).keys();
        if (!(item instanceof Node.Obj object)) {
            return null;
        }
        ObjBuilder keys = Node.objectBuilder();
        for (int i = 0; i < names.size(); i++) {
            Node value = object.get(names.key(i));
            if (value == null) {
                return byLooking(item, -1, fields);
            }
            keys.put(names.key(i), value);
        }
        FieldSet below = fields.child(PathElement.key(keys.build()));
        return below.isMember() || !below.isEmpty() ? below : byLooking(item, -1, fields);
    }

    private static boolean tells(PathElement element, Node item, int index) {
        if (element instanceof PathElement.Key key) {
            return item instanceof Node.Obj object && key.maybe(object);
        }
        return element instanceof PathElement.Item value
                ? value.value().equals(item)
                : element instanceof PathElement.Index place && place.index() == index;
    }
}
