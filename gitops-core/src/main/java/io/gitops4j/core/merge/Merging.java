package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Lays one value over another of the same type (structured-merge-diff {@code typed/merge.go}). Nothing is removed by it;
 * what both have alike is the left one's instance, up to the whole. For one call.
 */
final class Merging {
    private final Trail trail = new Trail();

    Node merge(FieldType type, Node lhs, Node rhs) {
        if (lhs == rhs) {
            return lhs;
        }
        return switch (Shape.of(type, rhs)) {
            case SCALAR -> leaf(lhs, rhs);
            case LIST -> list(java.util.Objects.requireNonNull(type.list()), lhs, rhs);
            case MAP -> map(java.util.Objects.requireNonNull(type.map()), lhs, rhs);
        };
    }

    private static Node leaf(Node lhs, Node rhs) {
        return Shape.same(lhs, rhs) ? lhs : rhs;
    }

    private Node map(MapType type, Node lhs, Node rhs) {
        Node.Obj left = lhs instanceof Node.Obj obj ? obj : Node.object();
        Node.Obj right = rhs instanceof Node.Obj obj ? obj : Node.object();
        if (type.isAtomic() || left.size() == 0 && right.size() == 0) {
            return leaf(lhs, rhs);
        }
        if (left.size() == 0 || right.size() == 0) {
            return left.size() == 0 ? right : left;
        }
        return objects(type, left, right);
    }

    private Node objects(MapType type, Node.Obj lhs, Node.Obj rhs) {
        Node[] changed = null;
        int i = 0;
        int j = 0;
        while (j < rhs.size()) {
            int order = i == lhs.size() ? 1 : Shape.compareKeys(lhs.key(i), rhs.key(j));
            if (order > 0) {
                return more(type, lhs, i, changed, rhs, j);
            }
            if (order == 0) {
                Node merged = member(type, lhs.key(i), lhs.value(i), rhs.value(j++));
                if (merged != lhs.value(i)) {
                    changed = changed == null ? values(lhs) : changed;
                    changed[i] = merged;
                }
            }
            i++;
        }
        return changed == null ? lhs : lhs.withValues(changed);
    }

    private static Node[] values(Node.Obj obj) {
        Node[] values = new Node[obj.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = obj.value(i);
        }
        return values;
    }

    /** Goes on from {@code i} and {@code j}, where the right object has a key that the left one does not have. */
    private Node more(MapType type, Node.Obj lhs, int i, Node @Nullable [] changed, Node.Obj rhs, int j) {
        ObjBuilder out = Node.objectBuilder(lhs.size() + rhs.size() - j);
        for (int done = 0; done < i; done++) {
            out.put(lhs.key(done), changed == null ? lhs.value(done) : changed[done]);
        }
        int left = i;
        int right = j;
        while (left < lhs.size() || right < rhs.size()) {
            int order = left == lhs.size()
                    ? 1
                    : right == rhs.size() ? -1 : Shape.compareKeys(lhs.key(left), rhs.key(right));
            if (order < 0) {
                out.put(lhs.key(left), lhs.value(left));
            } else if (order > 0) {
                out.put(rhs.key(right), rhs.value(right));
            } else {
                out.put(lhs.key(left), member(type, lhs.key(left), lhs.value(left), rhs.value(right)));
            }
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        return out.build();
    }

    private Node member(MapType type, String key, Node lhs, Node rhs) {
        if (Shape.same(lhs, rhs)) {
            return lhs;
        }
        trail.field(key);
        Node merged = merge(Shape.member(type, key), lhs, rhs);
        trail.back();
        return merged;
    }

    private Node list(ListType type, Node lhs, Node rhs) {
        Node.Arr left = lhs instanceof Node.Arr arr ? arr : Node.array();
        Node.Arr right = rhs instanceof Node.Arr arr ? arr : Node.array();
        if (type.isAtomic() || left.size() == 0 && right.size() == 0) {
            return leaf(lhs, rhs);
        }
        if (right.size() == 0 || Shape.same(left, right)) {
            return left;
        }
        return new ListMerge(this, trail, type, left, right).merged();
    }
}
