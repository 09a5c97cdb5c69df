package io.gitops4j.core.tree;

import java.util.Arrays;

/** Changes deep in a tree, sharing every subtree off the path. */
final class Edits {
    private Edits() {}

    static Node with(Node node, Path path, int step, Node value) {
        if (step == path.length()) {
            return value;
        }
        if (path.isIndex(step)) {
            int index = path.indexAt(step);
            if (!(node instanceof Node.Arr arr) || index > arr.size()) {
                throw new IllegalArgumentException("nothing to set at " + path + ": " + node);
            }
            Node[] items = Arrays.copyOf(arr.items, Math.max(arr.size(), index + 1));
            items[index] = with(index < arr.size() ? arr.get(index) : Node.object(), path, step + 1, value);
            return Node.array(items);
        }
        if (!(node instanceof Node.Obj obj)) {
            throw new IllegalArgumentException("nothing to set at " + path + ": " + node);
        }
        Node child = obj.get(path.keyAt(step));
        return obj.with(path.keyAt(step), with(child == null ? Node.object() : child, path, step + 1, value));
    }

    static Node without(Node node, Path path, int step) {
        if (step == path.length()) {
            throw new IllegalArgumentException("the root cannot be removed");
        }
        boolean last = step == path.length() - 1;
        if (path.isIndex(step)) {
            int index = path.indexAt(step);
            if (!(node instanceof Node.Arr arr) || index >= arr.size()) {
                return node;
            }
            if (!last) {
                Node child = without(arr.get(index), path, step + 1);
                return child == arr.get(index) ? node : with(node, path.prefix(step + 1), step, child);
            }
            Node[] items = new Node[arr.size() - 1];
            System.arraycopy(arr.items, 0, items, 0, index);
            System.arraycopy(arr.items, index + 1, items, index, items.length - index);
            return Node.array(items);
        }
        if (!(node instanceof Node.Obj obj)) {
            return node;
        }
        String key = path.keyAt(step);
        Node child = obj.get(key);
        if (child == null) {
            return node;
        }
        if (last) {
            return obj.without(key);
        }
        Node changed = without(child, path, step + 1);
        return changed == child ? node : obj.with(key, changed);
    }
}
