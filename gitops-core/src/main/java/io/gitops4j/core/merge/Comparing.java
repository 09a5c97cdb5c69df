package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.tree.Node;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which fields two values of one type differ in (structured-merge-diff {@code typed/compare.go}). Subtrees that are equal
 * are not walked. For one call.
 */
final class Comparing {
    private final Trail trail = new Trail();

    /** What the last {@link #compare} found, as tries that begin at the value compared. */
    FieldSet removed = FieldSet.EMPTY;

    FieldSet modified = FieldSet.EMPTY;
    FieldSet added = FieldSet.EMPTY;

    void compare(FieldType type, Node lhs, Node rhs) {
        clear();
        if (Shape.same(lhs, rhs)) {
            return;
        }
        Shape left = Shape.of(type, lhs);
        Shape right = Shape.of(type, rhs);
        as(left, type, lhs, rhs);
        if (left != right) {
            // where the kinds differ both are visited: the map's members are gone and the scalar is modified
            FieldSet[] first = {removed, modified, added};
            clear();
            as(right, type, lhs, rhs);
            removed = first[0].union(removed);
            modified = first[1].union(modified);
            added = first[2].union(added);
        }
    }

    private void clear() {
        removed = FieldSet.EMPTY;
        modified = FieldSet.EMPTY;
        added = FieldSet.EMPTY;
    }

    private void as(Shape shape, FieldType type, Node lhs, Node rhs) {
        switch (shape) {
            case SCALAR -> modified = FieldSet.LEAF;
            case LIST -> lists(Objects.requireNonNull(type.list()), lhs, rhs);
            case MAP -> maps(Objects.requireNonNull(type.map()), lhs, rhs);
        }
    }

    private void maps(MapType type, Node lhs, Node rhs) {
        Node.Obj left = lhs instanceof Node.Obj obj ? obj : Node.object();
        Node.Obj right = rhs instanceof Node.Obj obj ? obj : Node.object();
        if (type.isAtomic() || left.size() == 0 && right.size() == 0) {
            modified = FieldSet.LEAF;
            return;
        }
        Level level = new Level();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            int order = i == left.size() ? 1 : j == right.size() ? -1 : Shape.compareKeys(left.key(i), right.key(j));
            String key = order <= 0 ? left.key(i) : right.key(j);
            Node before = order <= 0 ? left.value(i++) : null;
            Node after = order >= 0 ? right.value(j++) : null;
            if (before != null && after != null && Shape.same(before, after)) {
                continue;
            }
            trail.field(key);
            level.add(key, Shape.member(type, key), before, after);
            trail.back();
        }
        level.end();
    }

    private void lists(ListType type, Node lhs, Node rhs) {
        Node.Arr left = lhs instanceof Node.Arr arr ? arr : Node.array();
        Node.Arr right = rhs instanceof Node.Arr arr ? arr : Node.array();
        if (type.isAtomic() || left.size() == 0 && right.size() == 0) {
            modified = FieldSet.LEAF;
            return;
        }
        new ListComparison(type, left, right).run();
    }

    private Items items(ListType type, Node.Arr list) {
        Items items = new Items(type, list);
        for (int i = 0; i < items.size; i++) {
            String problem = items.problem(i);
            if (problem != null) {
                trail.item(i);
                throw trail.invalid(problem);
            }
        }
        return items;
    }

    /** What a value adds or removes that stands on one side only: itself and all in it. */
    private FieldSet whole(FieldType type, Node value) {
        Shape shape = Shape.of(type, value);
        if (shape == Shape.MAP && value instanceof Node.Obj obj && obj.size() > 0) {
            MapType map = Objects.requireNonNull(type.map());
            return map.isAtomic() ? FieldSet.LEAF : wholeMap(map, obj);
        }
        if (shape == Shape.LIST && value instanceof Node.Arr arr && arr.size() > 0) {
            ListType list = Objects.requireNonNull(type.list());
            return list.isAtomic() ? FieldSet.LEAF : wholeList(list, arr);
        }
        return FieldSet.LEAF;
    }

    private FieldSet wholeMap(MapType type, Node.Obj obj) {
        Object[] steps = new Object[obj.size()];
        FieldSet[] below = null;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = obj.key(i);
            trail.field(obj.key(i));
            FieldSet member = whole(Shape.member(type, obj.key(i)), obj.value(i));
            trail.back();
            if (below == null && member != FieldSet.LEAF) {
                below = new FieldSet[steps.length];
                Arrays.fill(below, 0, i, FieldSet.LEAF);
            }
            if (below != null) {
                below[i] = member;
            }
        }
        return new FieldSet(steps, below == null ? FieldSet.leaves(steps.length) : below, true);
    }

    private FieldSet wholeList(ListType type, Node.Arr list) {
        Items items = items(type, list);
        int[] firsts = items.firsts();
        int[] counts = items.counts(firsts);
        TrieBuilder out = new TrieBuilder(items.size);
        for (int i = 0; i < items.size; i++) {
            if (firsts != null && firsts[i] != i) {
                continue;
            }
            trail.item(i);
            boolean alone = counts == null || counts[i] == 1;
            out.add(items.element(i), alone ? whole(Shape.known(type.element()), list.get(i)) : FieldSet.LEAF);
            trail.back();
        }
        return out.build(true);
    }

    /** The findings of one level of the tree. */
    private final class Level {
        private @Nullable TrieBuilder gone;
        private @Nullable TrieBuilder other;
        private @Nullable TrieBuilder fresh;

        void add(Object step, FieldType type, @Nullable Node before, @Nullable Node after) {
            if (before == null) {
                fresh = put(fresh, step, whole(type, Objects.requireNonNull(after)));
            } else if (after == null) {
                gone = put(gone, step, whole(type, before));
            } else {
                compare(type, before, after);
                gone = put(gone, step, removed);
                other = put(other, step, modified);
                fresh = put(fresh, step, added);
            }
        }

        void modified(Object step) {
            other = put(other, step, FieldSet.LEAF);
        }

        void removed(Object step) {
            gone = put(gone, step, FieldSet.LEAF);
        }

        void added(Object step) {
            fresh = put(fresh, step, FieldSet.LEAF);
        }

        private @Nullable TrieBuilder put(@Nullable TrieBuilder to, Object step, FieldSet set) {
            if (set.isEmpty()) {
                return to;
            }
            TrieBuilder out = to == null ? new TrieBuilder(4) : to;
            out.add(step, set);
            return out;
        }

        void end() {
            Comparing.this.removed = gone == null ? FieldSet.EMPTY : gone.build(false);
            Comparing.this.modified = other == null ? FieldSet.EMPTY : other.build(false);
            Comparing.this.added = fresh == null ? FieldSet.EMPTY : fresh.build(false);
        }
    }

    /** The comparison of two sets or keyed lists, item by item; the order says nothing. */
    private final class ListComparison {
        private final FieldType element;
        private final Items left;
        private final Items right;
        private final int @Nullable [] leftFirsts;
        private final int @Nullable [] rightFirsts;
        private final int @Nullable [] leftCounts;
        private final int @Nullable [] rightCounts;
        private final Level level = new Level();

        ListComparison(ListType type, Node.Arr lhs, Node.Arr rhs) {
            element = Shape.known(type.element());
            left = items(type, lhs);
            right = items(type, rhs);
            leftFirsts = left.firsts();
            rightFirsts = right.firsts();
            leftCounts = left.counts(leftFirsts);
            rightCounts = right.counts(rightFirsts);
        }

        void run() {
            for (int l = 0; l < left.size; l++) {
                if (leftFirsts == null || leftFirsts[l] == l) {
                    item(l, right.size == 0 ? -1 : right.find(left, l));
                }
            }
            for (int r = 0; r < right.size; r++) {
                boolean first = rightFirsts == null || rightFirsts[r] == r;
                if (first && (left.size == 0 || left.find(right, r) < 0)) {
                    item(-1, r);
                }
            }
            level.end();
        }

        /** The items that are told alike, by the first on each side; -1 where there is none. */
        private void item(int l, int r) {
            int before = l < 0 ? 0 : leftCounts == null ? 1 : leftCounts[l];
            int after = r < 0 ? 0 : rightCounts == null ? 1 : rightCounts[r];
            Node old = l < 0 ? null : left.list.get(l);
            Node now = r < 0 ? null : right.list.get(r);
            if (before == 1 && after == 1 && Shape.same(Objects.requireNonNull(old), Objects.requireNonNull(now))) {
                return;
            }
            PathElement step = l >= 0 ? left.element(l) : right.element(r);
            trail.item(Math.max(l, r));
            if (before <= 1 && after <= 1) {
                level.add(step, element, old, now);
            } else if (before >= 2 && after >= 2) {
                if (!sameCopies(l, r, before, after)) {
                    level.modified(step);
                }
            } else if (before >= 2) {
                if (after == 1) {
                    level.add(step, element, null, now);
                }
                level.removed(step);
            } else {
                if (before == 1) {
                    level.add(step, element, old, null);
                }
                level.added(step);
            }
            trail.back();
        }

        private boolean sameCopies(int l, int r, int before, int after) {
            if (before != after) {
                return false;
            }
            int[] leftOnes = Objects.requireNonNull(leftFirsts);
            int[] rightOnes = Objects.requireNonNull(rightFirsts);
            int at = r;
            for (int i = l; i < leftOnes.length; i++) {
                if (leftOnes[i] != l) {
                    continue;
                }
                while (rightOnes[at] != r) {
                    at++;
                }
                if (!Shape.same(left.list.get(i), right.list.get(at++))) {
                    return false;
                }
            }
            return true;
        }
    }
}
