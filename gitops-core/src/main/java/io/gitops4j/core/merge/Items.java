package io.gitops4j.core.merge;

import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The items of a set or keyed list, and what tells each from the others: its value, or the values of its keys, a
 * default of the schema where one is missing (structured-merge-diff {@code typed/helpers.go}, {@code
 * listItemToPathElement}). Items that are alike are found through the first of them. For one thread.
 */
final class Items {
    /** Up to so many items looking at each is cheaper than a table. */
    private static final int FEW = 8;

    final Node.Arr list;
    final int size;
    private final ListType type;
    private final int width;

    /** The keys of item 0, those of item 1, ...; null where an item has none. */
    private final @Nullable Node[] keys;

    private @Nullable String @Nullable [] problems;
    private int @Nullable [] table;

    Items(ListType type, Node.Arr list) {
        this.type = type;
        this.list = list;
        this.size = list.size();
        this.width = Math.max(type.keys().size(), 1);
        this.keys = new @Nullable Node[size * width];
        for (int i = 0; i < size; i++) {
            String problem = type.kind() == ListType.Kind.KEYED ? readKeys(i) : readValue(i);
            if (problem != null) {
                problems = problems == null ? new @Nullable String[size] : problems;
                problems[i] = problem;
            }
        }
    }

    private @Nullable String readKeys(int item) {
        if (!(list.get(item) instanceof Node.Obj obj)) {
            return "an item of a list with keys is an object, not a "
                    + list.get(item).kind().name().toLowerCase(java.util.Locale.ROOT);
        }
        boolean any = false;
        for (int i = 0; i < width; i++) {
            String name = type.keys().get(i);
            Node key = type.key(obj, name);
            keys[item * width + i] = key;
            any |= key != null;
        }
        return any ? null : "the item has none of the keys " + type.keys() + " that tell it from the others";
    }

    private @Nullable String readValue(int item) {
        Node value = list.get(item);
        keys[item] = value;
        return value instanceof Node.Obj || value instanceof Node.Arr || value instanceof Node.Null
                ? "an item of a set is a scalar, not " + (value instanceof Node.Null ? "null" : "a " + value)
                : null;
    }

    /** Why the item cannot be told from others; null where it can. */
    @Nullable
    String problem(int item) {
        return problems == null ? null : problems[item];
    }

    /** The step that leads to the item. */
    PathElement element(int item) {
        return ListItems.element(type, list.get(item), item);
    }

    /** The first item that is told as {@code item} is. */
    int first(int item) {
        return find(this, item);
    }

    /** For each item the first that is told as it is; null where no two are alike. */
    int @Nullable [] firsts() {
        int[] firsts = null;
        for (int i = 0; i < size; i++) {
            int first = first(i);
            if (first != i && firsts == null) {
                firsts = new int[size];
                for (int before = 0; before < i; before++) {
                    firsts[before] = before;
                }
            }
            if (firsts != null) {
                firsts[i] = first;
            }
        }
        return firsts;
    }

    /** The first item here that is told as {@code item} of {@code other} is, or -1. */
    int find(Items other, int item) {
        if (size <= FEW) {
            for (int i = 0; i < size; i++) {
                if (alike(i, other, item)) {
                    return i;
                }
            }
            return -1;
        }
        int[] places = table == null ? index() : table;
        for (int at = other.hash(item) & places.length - 1; ; at = at + 1 & places.length - 1) {
            int found = places[at] - 1;
            if (found < 0 || alike(found, other, item)) {
                return found;
            }
        }
    }

    /** Positions plus one, each at the place of its hash or the next free one. */
    private int[] index() {
        int[] places = new int[Integer.highestOneBit(size) * 4];
        for (int i = 0; i < size; i++) {
            int at = hash(i) & places.length - 1;
            while (places[at] != 0 && !alike(places[at] - 1, this, i)) {
                at = at + 1 & places.length - 1;
            }
            places[at] = places[at] == 0 ? i + 1 : places[at];
        }
        table = places;
        return places;
    }

    private int hash(int item) {
        long hash = 0;
        for (int i = item * width; i < (item + 1) * width; i++) {
            Node key = keys[i];
            hash = hash * 31 + (key == null ? 0 : key.hash());
        }
        return (int) (hash ^ hash >>> 32);
    }

    private boolean alike(int item, Items other, int otherItem) {
        if (problem(item) != null || other.problem(otherItem) != null) {
            return this == other && item == otherItem;
        }
        for (int i = 0; i < width; i++) {
            Node a = keys[item * width + i];
            Node b = other.keys[otherItem * width + i];
            if (a == null || b == null ? a != b : !Shape.same(a, b)) {
                return false;
            }
        }
        return true;
    }

    /** How often each item's kind is there, at the place of the first; null where no two are alike. */
    int @Nullable [] counts(int @Nullable [] firsts) {
        if (firsts == null) {
            return null;
        }
        int[] counts = new int[size];
        Arrays.stream(firsts).forEach(first -> counts[first]++);
        return counts;
    }
}
