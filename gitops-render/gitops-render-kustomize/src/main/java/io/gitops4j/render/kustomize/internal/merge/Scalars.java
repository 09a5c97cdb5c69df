package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import org.jspecify.annotations.Nullable;

/** Values as upstream's merge sees them: by kind of YAML node and by the text of scalars. */
final class Scalars {
    private Scalars() {}

    /** Whether there is no value, or null. */
    static boolean isNothing(@Nullable Node node) {
        return node == null || node.kind() == Node.Kind.NULL;
    }

    static boolean isEmptyMap(@Nullable Node node) {
        return node instanceof Node.Obj obj && obj.size() == 0;
    }

    /** Whether there is no value, null, or a container without anything in it. */
    static boolean isNothingOrEmpty(@Nullable Node node) {
        return isNothing(node) || isEmptyMap(node) || node instanceof Node.Arr list && list.size() == 0;
    }

    /** The text of a field that names an item of a list; empty where it names none. */
    static String keyText(Node item, String key) {
        Node value = item instanceof Node.Obj obj ? obj.get(key) : null;
        return value == null || isNothingOrEmpty(value) ? "" : ScalarText.of(value);
    }

    /** Fails where {@code node}, if it is anything, is of another kind. */
    static void expect(boolean fits, String kind, @Nullable Node node, Trail at) {
        if (!fits && node != null && !isNothing(node)) {
            throw new MergeProblem("wrong node kind: expected " + kind + " but got " + kindOf(node) + at.text());
        }
    }

    private static String kindOf(Node node) {
        return node instanceof Node.Obj ? "MappingNode" : node instanceof Node.Arr ? "SequenceNode" : "ScalarNode";
    }
}
