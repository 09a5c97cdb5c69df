package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.merge.StrategicMerge.Growth;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges lists item by item ({@code kyaml/yaml/walk/associative_sequence.go}). Lists as the API server takes them, in which every
 * item is named by the same keys, are merged through an index in the time that reading them takes; all others, with what
 * upstream makes of them, are for {@link UnkeyedListMerge}.
 */
final class ListMerge {
    private final StrategicMerge merge;
    private final Growth growth;

    ListMerge(StrategicMerge merge, Growth growth) {
        this.merge = merge;
        this.growth = growth;
    }

    /** An item of a list, whose value changes when it is merged into. */
    static final class Item {
        final int index;
        Node value;

        Item(int index, Node value) {
            this.index = index;
            this.value = value;
        }

        static List<Item> all(Node.@Nullable Arr list) {
            List<Item> items = new ArrayList<>();
            for (int i = 0; list != null && i < list.size(); i++) {
                items.add(new Item(i, list.get(i)));
            }
            return items;
        }
    }

    /** {@code list} with {@code changes} merged into it; both may be one. */
    Node.Arr merge(Node.Arr list, Node.@Nullable Arr changes, MergeType type) {
        if (list.size() == 0 && (changes == null || changes.size() == 0)) {
            return list;
        }
        List<Item> items = Item.all(list);
        List<Item> others = list == changes ? items : Item.all(changes);
        List<String> keys = type.keys();
        List<Node> merged;
        if (keys.isEmpty()) {
            merged = areScalars(items) && areScalars(others) ? union(items, others) : null;
        } else {
            List<String> used = usedKeys(items, others, keys);
            merged = used.isEmpty() ? null : byKeys(items, others, used, type.items());
        }
        if (merged == null) {
            merged = new UnkeyedListMerge(this, type).merge(items, others);
        }
        return sameItems(merged, list) ? list : Node.array(merged);
    }

    private static boolean sameItems(List<Node> merged, Node.Arr list) {
        for (int i = 0; i < merged.size(); i++) {
            if (merged.size() != list.size() || merged.get(i) != list.get(i)) {
                return false;
            }
        }
        return merged.size() == list.size();
    }

    private static boolean areScalars(List<Item> items) {
        return items.stream()
                .allMatch(item -> ScalarText.isScalar(item.value)
                        && !Scalars.isNothing(item.value)
                        && !ScalarText.of(item.value).isEmpty());
    }

    /** Scalars: those of the patch, then those that it does not have; or the other way round. */
    private List<Node> union(List<Item> items, List<Item> others) {
        Map<String, Node> union = new LinkedHashMap<>();
        (growth == Growth.LAST ? items : others).forEach(item -> union.put(ScalarText.of(item.value), item.value));
        if (growth == Growth.LAST) {
            others.forEach(other -> union.putIfAbsent(ScalarText.of(other.value), other.value));
        }
        items.forEach(item -> union.put(ScalarText.of(item.value), item.value));
        return new ArrayList<>(union.values());
    }

    /** The keys that every item has; none where an item has others than the next. */
    private static List<String> usedKeys(List<Item> items, List<Item> others, List<String> keys) {
        List<Item> all = new ArrayList<>(others);
        all.addAll(items);
        List<String> used = new ArrayList<>();
        for (String key : keys) {
            int having = 0;
            for (Item item : all) {
                having += Scalars.keyText(item.value, key).isEmpty() ? 0 : 1;
            }
            if (having == all.size()) {
                used.add(key);
            } else if (having > 0) {
                return List.of();
            }
        }
        return used;
    }

    private static List<String> name(Node item, List<String> keys) {
        List<String> name = new ArrayList<>(keys.size());
        keys.forEach(key -> name.add(Scalars.keyText(item, key)));
        return name;
    }

    private static Map<List<String>, Item> firsts(List<Item> items, List<String> keys) {
        Map<List<String>, Item> firsts = new LinkedHashMap<>();
        items.forEach(item -> firsts.putIfAbsent(name(item.value, keys), item));
        return firsts;
    }

    private List<Node> byKeys(List<Item> items, List<Item> others, List<String> keys, @Nullable MergeType type) {
        Map<List<String>, Item> here = firsts(items, keys);
        Map<List<String>, Item> there = items == others ? here : firsts(others, keys);
        Map<List<String>, Item> names = new LinkedHashMap<>(growth == Growth.FIRST ? there : here);
        (growth == Growth.FIRST ? here : there).forEach(names::putIfAbsent);
        Map<List<String>, @Nullable Node> merged = new LinkedHashMap<>();
        for (List<String> name : names.keySet()) {
            Item result = merged(here.get(name), there.get(name), type);
            merged.put(name, result == null ? null : result.value);
        }
        Map<List<String>, Node> result = new LinkedHashMap<>();
        merged.forEach((name, value) -> {
            if (value != null) {
                result.put(name, value);
            }
        });
        if (growth == Growth.LAST) {
            return new ArrayList<>(result.values());
        }
        // the object's own items come after those of the patch, each in the place of what was merged of it; with
        // several keys
        // upstream takes that out first, so that all of the object's own keep their order
        for (Item item : items) {
            List<String> name = name(item.value, keys);
            if (merged.get(name) != null) {
                if (keys.size() > 1) {
                    result.remove(name);
                }
                result.put(name, item.value);
            }
        }
        return new ArrayList<>(result.values());
    }

    /**
     * Merges one item, in itself as upstream does, where it may be looked at again: the object's where it has one and the patch
     * does not replace it, else the patch's. Null where nothing is left.
     */
    @Nullable
    Item merged(@Nullable Item here, @Nullable Item there, @Nullable MergeType type) {
        merge.trail.item(here == null ? -1 : here.index, there == null ? -1 : there.index);
        Node value = merge.walk(here == null ? null : here.value, there == null ? null : there.value, type);
        merge.trail.leave();
        boolean replaced = there != null
                && (here == null
                        || Scalars.isNothing(here.value)
                        || ScalarText.isScalar(there.value)
                        || there.value instanceof Node.Obj obj && Directive.of(obj) == Directive.REPLACE);
        Item result = replaced ? there : here;
        if (result == null || value == null || Scalars.isNothing(value) || Scalars.isEmptyMap(value)) {
            return null;
        }
        result.value = value;
        return result;
    }

    Growth growth() {
        return growth;
    }

    Trail trail() {
        return merge.trail;
    }
}
