package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.merge.Types;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Carries differences out. */
final class Patching {
    private Patching() {}

    /** {@code node}, which is of {@link Types#KIND}, after one difference. */
    static Node apply(Node node, Difference difference) {
        return apply(node, difference, Types.KIND);
    }

    /** {@code node}, which is of {@code type}, after one difference; a new item comes last. */
    static Node apply(Node node, Difference difference, FieldType type) {
        // by the type: an item may leave a key to its default
        FieldPath path = difference.path();
        if (difference.after() == null) {
            // a list that was put into another order is without it already
            return path.in(node, type).map(node::without).orElse(node);
        }
        return path.in(node, type)
                .map(at -> node.with(at, difference.after()))
                .orElseGet(() -> added(node, path, difference.after(), type));
    }

    private static Node added(Node node, FieldPath path, Node value, FieldType type) {
        FieldPath parent = path.prefix(path.length() - 1);
        PathElement last = path.element(path.length() - 1);
        if (last instanceof PathElement.Field field) {
            return node.with(parent.in(node, type).orElseThrow().key(field.name()), value);
        }
        var list = parent.in(node, type).orElseThrow();
        Node.Arr items = (Node.Arr) node.at(list).orElseThrow();
        List<Node> longer = new ArrayList<>(items.items());
        longer.add(value);
        return node.with(list, Node.array(longer));
    }

    /** With every list in an order that its items alone give. */
    static Node unordered(Node node) {
        if (node instanceof Node.Arr list) {
            return Node.array(list.items().stream()
                    .map(Patching::unordered)
                    .sorted(Comparator.comparingLong(Node::hash))
                    .toList());
        }
        if (node instanceof Node.Obj object) {
            ObjBuilder out = Node.objectBuilder();
            for (int i = 0; i < object.size(); i++) {
                out.put(object.key(i), unordered(object.value(i)));
            }
            return out.build();
        }
        return node;
    }
}
