package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ListItems;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks two objects of one type side by side and collects where their values differ. Values are compared by what they
 * mean; items of lists are told as their type says. Subtrees that are one and the same are not entered. For one walk,
 * one thread.
 */
final class Delta {
    private final List<Difference> differences = new ArrayList<>();
    private final List<PathElement> here = new ArrayList<>();

    private Delta() {}

    /**
     * The differences between two objects, in the order of their fields.
     *
     * @param settled the fields that the server took from us and may have left out as equal to none; where one of them is
     *     absent before and blank after, that is no difference
     */
    static List<Difference> between(FieldType type, Node.Obj before, Node.Obj after, FieldSet settled) {
        Delta delta = new Delta();
        delta.members(type, before, after, settled);
        return delta.differences;
    }

    private void value(FieldType type, Node before, Node after, FieldSet settled) {
        if (before == after || before.equals(after)) {
            return;
        }
        if (before instanceof Node.Obj a && after instanceof Node.Obj b && !type.isAtomicObject()) {
            members(type, a, b, settled);
        } else if (before instanceof Node.Arr a && after instanceof Node.Arr b) {
            items(type, a, b, settled);
        } else if (!same(type, before, after, settled)) {
            add(Change.Kind.MODIFY, before, after);
        }
    }

    /** Whether one value is the other; of one that is ours, the server may have left out what is blank in it. */
    private static boolean same(FieldType type, Node before, Node after, FieldSet settled) {
        return settled.isMember() && settled.size() == 0
                ? Meaning.stored(type, before, after)
                : Meaning.same(type, before, after);
    }

    private void members(FieldType type, Node.Obj before, Node.Obj after, FieldSet settled) {
        MapType map = type.map();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int order = i == before.size()
                    ? 1
                    : j == after.size() ? -1 : before.key(i).compareTo(after.key(j));
            String key = order <= 0 ? before.key(i) : after.key(j);
            Node a = order <= 0 ? before.value(i++) : null;
            Node b = order >= 0 ? after.value(j++) : null;
            if (a != b) {
                member(map, key, a, b, settled.child(key));
            }
        }
    }

    private void member(
            @Nullable MapType map, String key, @Nullable Node before, @Nullable Node after, FieldSet settled) {
        StructField field = map == null ? null : map.field(key);
        here.add(PathElement.field(key));
        if (before != null && after != null) {
            value(Meaning.typeOf(map, field), before, after, settled);
        } else if (!absentAlike(field, before, after, settled)) {
            add(before == null ? Change.Kind.ADD : Change.Kind.REMOVE, before, after);
        }
        here.remove(here.size() - 1);
    }

    private static boolean absentAlike(
            @Nullable StructField field, @Nullable Node before, @Nullable Node after, FieldSet settled) {
        Node value = before == null ? after : before;
        return value instanceof Node.Null
                || field != null && field.omitsEmpty() && Meaning.empty(value)
                || before == null && settled.isMember() && !(value instanceof Node.Obj) && Meaning.blank(value);
    }

    private void items(FieldType type, Node.Arr before, Node.Arr after, FieldSet settled) {
        ListType list = type.listOrAtomic();
        if (list.isAtomic()) {
            if (!same(type, before, after, settled)) {
                add(permuted(before, after) ? Change.Kind.REORDER : Change.Kind.MODIFY, before, after);
            }
            return;
        }
        Map<PathElement, List<Node>> left = byElement(list, before);
        Map<PathElement, List<Node>> right = byElement(list, after);
        if (!inOrder(left, right)) {
            add(Change.Kind.REORDER, before, after);
        }
        left.forEach((element, nodes) -> item(list.element(), element, nodes, right.get(element), settled));
        right.forEach((element, nodes) -> {
            if (!left.containsKey(element)) {
                item(list.element(), element, null, nodes, settled);
            }
        });
    }

    private void item(
            FieldType type,
            PathElement element,
            @Nullable List<Node> before,
            @Nullable List<Node> after,
            FieldSet settled) {
        here.add(element);
        if (before == null || after == null) {
            add(before == null ? Change.Kind.ADD : Change.Kind.REMOVE, one(before), one(after));
        } else if (before.size() == 1 && after.size() == 1) {
            value(type, before.get(0), after.get(0), settled.child(element));
        } else if (!before.equals(after)) {
            // items that share a key are owned, and changed, as one
            add(Change.Kind.MODIFY, one(before), one(after));
        }
        here.remove(here.size() - 1);
    }

    private static @Nullable Node one(@Nullable List<Node> alike) {
        return alike == null ? null : alike.size() == 1 ? alike.get(0) : Node.array(alike);
    }

    private static Map<PathElement, List<Node>> byElement(ListType list, Node.Arr items) {
        Map<PathElement, List<Node>> all = new LinkedHashMap<>();
        List<PathElement> elements = ListItems.elements(list, items);
        for (int i = 0; i < items.size(); i++) {
            all.computeIfAbsent(elements.get(i), key -> new ArrayList<>(1)).add(items.get(i));
        }
        return all;
    }

    /** Whether the items that are on both sides come in one order. */
    private static boolean inOrder(Map<PathElement, List<Node>> before, Map<PathElement, List<Node>> after) {
        List<PathElement> left =
                before.keySet().stream().filter(after::containsKey).toList();
        List<PathElement> right =
                after.keySet().stream().filter(before::containsKey).toList();
        return left.equals(right);
    }

    private static boolean permuted(Node.Arr before, Node.Arr after) {
        if (before.size() != after.size() || before.size() < 2) {
            return false;
        }
        Map<Node, Integer> counts = new LinkedHashMap<>();
        before.items().forEach(item -> counts.merge(item, 1, Integer::sum));
        after.items().forEach(item -> counts.merge(item, -1, Integer::sum));
        return counts.values().stream().allMatch(count -> count == 0);
    }

    private void add(Change.Kind kind, @Nullable Node before, @Nullable Node after) {
        differences.add(new Difference(FieldPath.of(here), kind, before, after));
    }
}
