package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.tree.Node;

/**
 * How large and how deep trees are. A tree that was put into itself again and again shares its parts and yet stands for more
 * values than any memory holds, so none is measured further than it must be.
 */
public final class Extent {
    /** The most levels of a tree, which are those that a file may have at most: past them Java's stack may not bear it. */
    public static final int DEEPEST = 1_000;

    private Extent() {}

    /** The values of {@code node} and the characters of its texts; no further than past {@code most}. */
    public static long size(Node node, long most) {
        long size = 1;
        if (node instanceof Node.Str text) {
            size += text.value().length();
        } else if (node instanceof Node.Obj obj) {
            for (int i = 0; i < obj.size() && size <= most; i++) {
                size += obj.key(i).length() + size(obj.value(i), most - size);
            }
        } else if (node instanceof Node.Arr list) {
            for (int i = 0; i < list.size() && size <= most; i++) {
                size += size(list.get(i), most - size);
            }
        }
        return size;
    }

    /** Whether {@code node} has containers in one another over more than {@code levels}. */
    public static boolean isDeeper(Node node, int levels) {
        if (node instanceof Node.Obj obj) {
            for (int i = 0; i < obj.size(); i++) {
                if (levels <= 0 || isDeeper(obj.value(i), levels - 1)) {
                    return true;
                }
            }
        } else if (node instanceof Node.Arr list) {
            for (int i = 0; i < list.size(); i++) {
                if (levels <= 0 || isDeeper(list.get(i), levels - 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
