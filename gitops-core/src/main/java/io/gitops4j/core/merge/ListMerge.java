package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import java.util.Arrays;

/**
 * The merge of two sets or keyed lists. Items that both have come in the right list's order, those of the left one alone
 * stay after the same item as before, as far as that goes (structured-merge-diff {@code typed/merge.go}, {@code
 * visitListItems}; the left list may have items that are alike, the right one may not). For one call.
 */
final class ListMerge {
    private final Merging merging;
    private final Trail trail;
    private final FieldType element;
    private final Items left;
    private final Items right;

    /** For each left item the right one that is told alike, and the other way round; -1 where there is none. */
    private final int[] rightOf;

    private final int[] leftOf;
    private final boolean[] twice;
    private final boolean[] merged;

    /** The right items that the left list has too, in order, and how many of them are placed. */
    private final int[] shared;

    private int next;

    private Node[] out;
    private int size;

    ListMerge(Merging merging, Trail trail, ListType type, Node.Arr lhs, Node.Arr rhs) {
        this.merging = merging;
        this.trail = trail;
        this.element = Shape.known(type.element());
        this.left = new Items(type, lhs);
        this.right = new Items(type, rhs);
        this.rightOf = new int[left.size];
        this.leftOf = new int[right.size];
        this.twice = new boolean[right.size];
        this.merged = new boolean[right.size];
        this.out = new Node[Math.max(left.size, right.size)];
        match();
        int count = 0;
        int[] both = new int[right.size];
        for (int r = 0; r < right.size; r++) {
            if (leftOf[r] >= 0) {
                both[count++] = r;
            }
        }
        this.shared = Arrays.copyOf(both, count);
    }

    private void match() {
        for (int r = 0; r < right.size; r++) {
            check(right, r);
            if (right.first(r) != r) {
                trail.item(r);
                throw trail.invalid("the item " + right.element(r) + " is there twice");
            }
            leftOf[r] = left.size == 0 ? -1 : left.find(right, r);
        }
        for (int l = 0; l < left.size; l++) {
            check(left, l);
            rightOf[l] = right.find(left, l);
            if (rightOf[l] >= 0 && leftOf[rightOf[l]] != l) {
                twice[rightOf[l]] = true;
            }
        }
    }

    private void check(Items items, int item) {
        String problem = items.problem(item);
        if (problem != null) {
            trail.item(item);
            throw trail.invalid(problem);
        }
    }

    Node merged() {
        int l = 0;
        int r = 0;
        while (l < left.size || r < right.size) {
            if (l < left.size && r < right.size) {
                if (rightOf[l] == r) {
                    place(r++);
                    l++;
                    next++;
                    continue;
                }
                if (rightOf[l] >= 0 && next < shared.length && rightOf[l] != shared[next]) {
                    l++;
                    continue;
                }
            }
            if (l < left.size) {
                if (rightOf[l] < 0) {
                    add(left.list.get(l++));
                    continue;
                }
                l += merged[rightOf[l]] ? 1 : 0;
            }
            if (r < right.size) {
                place(r);
                next += next < shared.length && shared[next] == r ? 1 : 0;
                r++;
            }
        }
        return same() ? left.list : Node.array(Arrays.copyOf(out, size));
    }

    /** The right item over the left one; over null where there is more than one of them. */
    private void place(int r) {
        merged[r] = true;
        Node item = right.list.get(r);
        if (leftOf[r] >= 0) {
            Node before = twice[r] ? Node.nil() : left.list.get(leftOf[r]);
            if (Shape.same(before, item)) {
                item = before;
            } else {
                trail.item(r);
                item = merging.merge(element, before, item);
                trail.back();
            }
        }
        add(item);
    }

    private void add(Node item) {
        if (size == out.length) {
            out = Arrays.copyOf(out, size + left.size + 1);
        }
        out[size++] = item;
    }

    private boolean same() {
        if (size != left.size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (out[i] != left.list.get(i)) {
                return false;
            }
        }
        return true;
    }
}
