package io.gitops4j.core.ignore;

import io.gitops4j.core.merge.ListItems;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes fields out of an object, and the containers that are empty then. Items of lists keep their places, and the keys that
 * tell them.
 */
final class FieldStrip {
    private FieldStrip() {}

    static Node.Obj of(Node.Obj body, IgnoredFields fields, FieldType type) {
        if (fields.isEmpty()) {
            return body;
        }
        return strip(body, fields, type, List.of()) instanceof Node.Obj rest ? rest : Node.object();
    }

    /** What is left of {@code node}; null where that is nothing. */
    static @Nullable Node of(Node node, IgnoredFields fields, FieldType type, List<String> keys) {
        return fields.rule().isPresent() ? null : strip(node, fields, type, keys);
    }

    private static @Nullable Node strip(Node node, IgnoredFields fields, FieldType type, List<String> keys) {
        if (node instanceof Node.Obj obj) {
            return members(obj, fields, type, keys);
        }
        return node instanceof Node.Arr arr ? items(arr, fields, type.listOrAtomic()) : node;
    }

    private static @Nullable Node members(Node.Obj obj, IgnoredFields fields, FieldType type, List<String> keys) {
        ObjBuilder out = Node.objectBuilder();
        int left = 0;
        for (int i = 0; i < obj.size(); i++) {
            String name = obj.key(i);
            IgnoredFields below = keys.contains(name) ? null : fields.at(PathElement.field(name));
            Node value = below == null ? obj.value(i) : of(obj.value(i), below, type.member(name), List.of());
            if (value != null) {
                out.put(name, value);
                left++;
            }
        }
        return left == 0 && obj.size() > 0 ? null : out.build();
    }

    private static @Nullable Node items(Node.Arr arr, IgnoredFields fields, ListType list) {
        List<Node> out = new ArrayList<>();
        for (int i = 0; i < arr.size(); i++) {
            Node item = arr.get(i);
            IgnoredFields below = fields.at(ListItems.element(list, item, i));
            if (below == null) {
                out.add(item);
            } else if (below.rule().isEmpty()) {
                Node rest = strip(item, below, list.element(), list.keys());
                out.add(rest != null ? rest : emptied(item));
            }
        }
        return out.isEmpty() && arr.size() > 0 ? null : Node.array(out);
    }

    /** An item of which nothing is left keeps its place among the others. */
    static Node emptied(Node item) {
        return item instanceof Node.Arr ? Node.array() : Node.object();
    }
}
