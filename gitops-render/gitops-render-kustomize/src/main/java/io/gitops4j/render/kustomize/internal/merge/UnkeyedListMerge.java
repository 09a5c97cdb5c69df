package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.merge.ListMerge.Item;
import io.gitops4j.render.kustomize.internal.merge.StrategicMerge.Growth;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges lists some of whose items lack the keys of the list, or have them without a value, as {@code
 * kyaml/yaml/walk/associative_sequence.go} and {@code ElementSetter} of {@code kyaml/yaml/fns.go} come to do it: such an item may
 * take the place of all others. No API server takes most of what comes out, but it is what a build gives. Every item is
 * compared with every other, so that the size of such lists has a bound.
 */
final class UnkeyedListMerge {
    private static final int MOST_ITEMS = 2_000;

    private final ListMerge lists;
    private final MergeType type;
    private final List<String> keys;

    UnkeyedListMerge(ListMerge lists, MergeType type) {
        this.lists = lists;
        this.type = type;
        this.keys = type.keys().isEmpty() ? List.of("") : type.keys();
    }

    /** The merged list; {@code items} and {@code others} may be one. */
    List<Node> merge(List<Item> items, List<Item> others) {
        if (items.size() + others.size() > MOST_ITEMS) {
            throw new MergeProblem(
                    Code.LIMIT,
                    "over " + MOST_ITEMS + " items, some without " + String.join(", ", type.keys())
                            + lists.trail().text() + "; give every item its keys");
        }
        List<List<String>> names = names(items, others);
        if (keys.size() > 1) {
            complete(names);
        }
        List<String> used = usedKeys(names);
        List<Item> own = new ArrayList<>(items);
        List<Item> merged = new ArrayList<>();
        for (List<String> name : names) {
            mergeNamed(usedValues(name, used), used, own, items == others ? own : others, merged);
        }
        boolean last = lists.growth() == Growth.LAST;
        List<Item> all = last ? own : merged;
        for (Item item : last ? List.copyOf(merged) : List.copyOf(own)) {
            append(item, used, all);
        }
        return all.stream().map(item -> item.value).toList();
    }

    /** The values of the keys of every item, those that come first in the list first, each once. */
    private List<List<String>> names(List<Item> items, List<Item> others) {
        Set<List<String>> names = new LinkedHashSet<>();
        boolean last = lists.growth() == Growth.LAST;
        for (List<Item> list : last ? List.of(items, others) : List.of(others, items)) {
            for (Item item : list) {
                List<String> name = new ArrayList<>(keys.size());
                for (String key : keys) {
                    name.add(key.isEmpty() ? ScalarText.of(item.value) : Scalars.keyText(item.value, key));
                }
                names.add(name);
            }
        }
        return new ArrayList<>(names);
    }

    /** Gives names that lack a value that of a name they do not contradict. */
    private static void complete(List<List<String>> names) {
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < names.size(); j++) {
                List<String> both = completed(names.get(i), names.get(j));
                if (both != null) {
                    names.set(i, both);
                    names.set(j, both);
                }
            }
        }
    }

    private static @Nullable List<String> completed(List<String> a, List<String> b) {
        boolean common = false;
        List<String> both = new ArrayList<>(a.size());
        for (int i = 0; i < a.size(); i++) {
            String one = a.get(i);
            String other = b.get(i);
            boolean same = one.equals(other);
            if (!same && !one.isEmpty() && !other.isEmpty()) {
                return null;
            }
            common |= same;
            both.add(one.isEmpty() ? other : one);
        }
        return common ? both : null;
    }

    /** The keys that any item has; all where none has any. */
    private List<String> usedKeys(List<List<String>> names) {
        Set<Integer> used = new TreeSet<>();
        for (List<String> name : names) {
            for (int i = 0; i < name.size(); i++) {
                if (!name.get(i).isEmpty()) {
                    used.add(i);
                }
            }
        }
        return used.isEmpty() ? keys : used.stream().map(keys::get).toList();
    }

    private List<String> usedValues(List<String> name, List<String> used) {
        return used.stream().map(key -> name.get(keys.indexOf(key))).toList();
    }

    private void mergeNamed(
            List<String> name, List<String> used, List<Item> own, List<Item> others, List<Item> merged) {
        List<String> asked = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < used.size(); i++) {
            if (!name.get(i).isEmpty()) {
                asked.add(used.get(i));
                values.add(name.get(i));
            }
        }
        boolean unnamed = asked.isEmpty();
        Item here = find(own, unnamed ? used : asked, unnamed ? name : values);
        Item there = find(others, unnamed ? used : asked, unnamed ? name : values);
        Item result = lists.merged(here, there, type.items());
        put(result, used, name, result == null ? own : merged);
    }

    /** The first item that has exactly these values. */
    private static @Nullable Item find(List<Item> items, List<String> keys, List<String> values) {
        for (Item item : items) {
            if (hasAll(item.value, keys, values)) {
                return item;
            }
        }
        return null;
    }

    private static boolean hasAll(Node item, List<String> keys, List<String> values) {
        if (keys.get(0).isEmpty()) {
            return ScalarText.of(item).equals(values.get(0));
        }
        for (int i = 0; i < keys.size(); i++) {
            Node value = item instanceof Node.Obj obj ? obj.get(keys.get(i)) : null;
            if (value == null || !ScalarText.of(value).equals(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void append(Item item, List<String> used, List<Item> merged) {
        if (used.get(0).isEmpty()) {
            put(item, used, List.of(ScalarText.of(item.value)), merged);
            return;
        }
        List<String> values = new ArrayList<>();
        for (String key : used) {
            Scalars.expect(item.value instanceof Node.Obj, "MappingNode", item.value, lists.trail());
            Node value = item.value instanceof Node.Obj obj ? obj.get(key) : null;
            if (value == null) {
                merged.add(item);
            } else {
                values.add(ScalarText.of(value));
            }
        }
        if (used.size() > 1) {
            put(null, used, values, merged);
        }
        put(item, used, values, merged);
    }

    /**
     * Puts {@code item} in the place of every item that {@code values} name, or at the end; null takes those out. Values may be
     * fewer than keys: the first ones decide; where there are none, all other items go.
     */
    private void put(@Nullable Item item, List<String> keys, List<String> values, List<Item> list) {
        boolean named =
                !keys.get(0).isEmpty() && !values.isEmpty() && !values.get(0).isEmpty();
        boolean found = false;
        List<Item> left = new ArrayList<>(list.size() + 1);
        for (Item each : list) {
            if (Scalars.isNothing(each.value) || Scalars.isEmptyMap(each.value)) {
                continue;
            }
            boolean skipped = named && !(each.value instanceof Node.Obj);
            if (!skipped && isNamed(each.value, keys, values)) {
                found = true;
                if (item != null) {
                    left.add(item);
                }
            } else if (skipped || !values.isEmpty()) {
                left.add(each);
            }
        }
        if (item != null && !found && !Scalars.isNothing(item.value)) {
            left.add(item);
        }
        list.clear();
        list.addAll(left);
    }

    /** Whether an item has the first of {@code keys} with these values, an empty one being any. */
    private boolean isNamed(Node item, List<String> keys, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            String key = keys.get(i);
            boolean scalar = key.isEmpty();
            Scalars.expect(
                    scalar ? ScalarText.isScalar(item) : item instanceof Node.Obj,
                    scalar ? "ScalarNode" : "MappingNode",
                    item,
                    lists.trail());
            Node value = scalar ? item : item instanceof Node.Obj obj ? obj.get(key) : null;
            boolean any = !scalar && values.get(i).isEmpty();
            if (value == null || !any && !ScalarText.of(value).equals(values.get(i))) {
                return false;
            }
        }
        return !values.isEmpty();
    }
}
