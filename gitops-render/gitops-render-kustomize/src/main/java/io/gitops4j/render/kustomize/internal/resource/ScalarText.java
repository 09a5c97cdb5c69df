package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;

/** Scalars as texts, as upstream compares and joins them. */
public final class ScalarText {
    private ScalarText() {}

    /** Whether {@code node} is neither a map nor a list. */
    public static boolean isScalar(Node node) {
        return !(node instanceof Node.Obj) && !(node instanceof Node.Arr);
    }

    /** The text of a scalar; empty for a map or a list, which have none. */
    public static String of(Node node) {
        if (node instanceof Node.Str text) {
            return text.value();
        }
        if (node instanceof Node.Num number && number.value() instanceof Long integer) {
            return Long.toString(integer);
        }
        return isScalar(node) ? Printer.json(node, Mask.none()) : "";
    }
}
