package io.gitops4j.core.ignore;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges what is ignored into a list that is owned as one value. Nothing tells its items but what is in them, so a declared
 * item is the live one that says the same but for what is ignored; or the only one that a rule is about on both sides; or
 * the one at the same place, where both lists are equally long. For one thread.
 */
final class WholeList {
    /** More comparisons of items are not made; then places count. */
    private static final int MOST_COMPARISONS = 10_000;

    /** Merges one item with the live one. */
    @FunctionalInterface
    interface Item {
        Node merged(
                FieldPath path,
                FieldType type,
                Node item,
                @Nullable Node inLive,
                IgnoredFields ours,
                IgnoredFields theirs);
    }

    private final Node.Arr items;
    private final Node.Arr live;
    private final FieldType element;
    private final TreeMap<Integer, IgnoredFields> ours;
    private final TreeMap<Integer, IgnoredFields> theirs;
    private final Map<Integer, Integer> pairs = new LinkedHashMap<>();

    private WholeList(
            Node.Arr items,
            Node.Arr live,
            FieldType element,
            @Nullable IgnoredFields declared,
            @Nullable IgnoredFields inLive) {
        this.items = items;
        this.live = live;
        this.element = element;
        this.ours = ignored(items, declared);
        this.theirs = ignored(live, inLive);
    }

    /** The items of which something is ignored. */
    private static TreeMap<Integer, IgnoredFields> ignored(Node.Arr items, @Nullable IgnoredFields fields) {
        TreeMap<Integer, IgnoredFields> ignored = new TreeMap<>();
        if (fields == null) {
            return ignored;
        }
        for (PathElement step : fields.steps()) {
            if (step instanceof PathElement.Index index && index.index() < items.size()) {
                fields.below(step).ifPresent(below -> ignored.put(index.index(), below));
            }
        }
        return ignored;
    }

    static Node merged(
            Item item,
            FieldPath path,
            Node.Arr items,
            @Nullable Node inLive,
            @Nullable IgnoredFields declared,
            @Nullable IgnoredFields ignoredLive,
            FieldType type) {
        if (!(inLive instanceof Node.Arr live)) {
            return items;
        }
        WholeList list = new WholeList(items, live, type.listOrAtomic().element(), declared, ignoredLive);
        if (list.allIgnored()) {
            return live;
        }
        list.pair();
        return list.merge(item, path);
    }

    private boolean allIgnored() {
        return ours.size() == items.size()
                && theirs.size() == live.size()
                && wholly(ours.values())
                && wholly(theirs.values());
    }

    private static boolean wholly(Collection<IgnoredFields> fields) {
        return fields.stream().allMatch(one -> one.rule().isPresent());
    }

    private void pair() {
        List<Integer> free = new ArrayList<>(theirs.keySet());
        if ((long) ours.size() * free.size() <= MOST_COMPARISONS) {
            for (int i : ours.keySet()) {
                free.stream().filter(j -> alike(i, j)).findFirst().ifPresent(j -> {
                    pairs.put(i, j);
                    free.remove(j);
                });
            }
        }
        List<Integer> left =
                ours.keySet().stream().filter(i -> !pairs.containsKey(i)).toList();
        if (left.size() == 1 && free.size() == 1) {
            pairs.put(left.get(0), free.get(0));
        } else if (items.size() == live.size()) {
            left.stream().filter(free::contains).forEach(i -> pairs.put(i, i));
        }
    }

    private boolean alike(int i, int j) {
        IgnoredFields here = ours.get(i);
        IgnoredFields there = theirs.get(j);
        if (here == null || there == null) {
            return false;
        }
        if (here.rule().isPresent() || there.rule().isPresent()) {
            return items.get(i).equals(live.get(j));
        }
        Node declared = FieldStrip.of(items.get(i), here, element, List.of());
        Node present = FieldStrip.of(live.get(j), there, element, List.of());
        return says(present, declared);
    }

    /** Whether {@code live} says all that {@code declared} says: it may have defaults besides. */
    private static boolean says(@Nullable Node live, @Nullable Node declared) {
        if (declared instanceof Node.Obj obj && live instanceof Node.Obj present) {
            for (int i = 0; i < obj.size(); i++) {
                if (!says(present.get(obj.key(i)), obj.value(i))) {
                    return false;
                }
            }
            return true;
        }
        return declared == null ? live == null : declared.equals(live);
    }

    private Node merge(Item item, FieldPath path) {
        List<Node> out = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            IgnoredFields here = ours.get(i);
            Integer j = pairs.get(i);
            IgnoredFields there = j == null ? null : theirs.get(j);
            out.add(
                    here == null || j == null || there == null
                            ? items.get(i)
                            : item.merged(
                                    path.then(PathElement.index(i)), element, items.get(i), live.get(j), here, there));
        }
        // what is ignored as a whole and live alone would be removed by an apply of the list
        theirs.forEach((j, fields) -> {
            if (fields.rule().isPresent() && !pairs.containsValue(j)) {
                out.add(Math.min(j, out.size()), live.get(j));
            }
        });
        return Node.array(out);
    }

    /** What is ignored of a live field; null where that is nothing. */
    static @Nullable Node only(Node node, IgnoredFields fields) {
        if (fields.rule().isPresent()) {
            return node;
        }
        if (!(node instanceof Node.Obj obj)) {
            return null;
        }
        ObjBuilder out = Node.objectBuilder();
        int left = 0;
        for (int i = 0; i < obj.size(); i++) {
            IgnoredFields below = fields.at(PathElement.field(obj.key(i)));
            Node value = below == null ? null : only(obj.value(i), below);
            if (value != null) {
                out.put(obj.key(i), value);
                left++;
            }
        }
        return left == 0 ? null : out.build();
    }
}
