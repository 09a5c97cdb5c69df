package io.gitops4j.core.tree;

import org.jspecify.annotations.Nullable;

/**
 * Recent nodes, each at the place of its hash, where a newer one replaces it. Starts small, for most parses are, and
 * grows to a fixed size.
 */
final class Recent {
    private static final int LEAST = 128;
    private static final int MOST = 8_192;

    private @Nullable Node[] nodes = new @Nullable Node[LEAST];
    private int replaced;

    /** The node that may be equal to one of that hash. */
    @Nullable
    Node get(long hash) {
        return nodes[place(hash)];
    }

    void put(long hash, Node node) {
        int place = place(hash);
        if (nodes[place] != null && ++replaced > nodes.length / 4 && nodes.length < MOST) {
            @Nullable Node[] before = nodes;
            nodes = new @Nullable Node[before.length * 4];
            replaced = 0;
            for (Node known : before) {
                if (known != null) {
                    nodes[place(hashOf(known))] = known;
                }
            }
            place = place(hash);
        }
        nodes[place] = node;
    }

    private int place(long hash) {
        long mixed = hash * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 40) & nodes.length - 1;
    }

    static long hashOf(Node node) {
        return node instanceof Node.Str text ? text.value().hashCode() : node.hash();
    }

    /** Whether two containers have equal keys and the very same children, scalars compared by value: never deep. */
    static boolean sameChildren(Node a, Node b) {
        if (a instanceof Node.Obj x && b instanceof Node.Obj y) {
            return (x.keys == y.keys || java.util.Arrays.equals(x.keys, y.keys)) && same(x.values, y.values);
        }
        return a instanceof Node.Arr x && b instanceof Node.Arr y && same(x.items, y.items);
    }

    private static boolean same(Node[] a, Node[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            boolean container = a[i] instanceof Node.Obj || a[i] instanceof Node.Arr;
            if (a[i] != b[i] && (container || !a[i].equals(b[i]))) {
                return false;
            }
        }
        return true;
    }
}
