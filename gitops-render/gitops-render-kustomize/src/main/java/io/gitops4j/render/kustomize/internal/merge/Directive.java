package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code $patch} in a patch asks for ({@code kyaml/yaml/merge2/smpdirective.go}). */
enum Directive {
    /** Both are merged, as where nothing is said. */
    MERGE,
    /** The patch takes the place of what is there. */
    REPLACE,
    /** What is there goes. */
    DELETE,
    /** Something else is written, which is an error, or part of the value where nothing is there to be patched. */
    UNKNOWN;

    static final String KEY = "$patch";

    private static Directive named(String name) {
        return switch (name) {
            case "merge" -> MERGE;
            case "replace" -> REPLACE;
            case "delete" -> DELETE;
            default -> UNKNOWN;
        };
    }

    /** What a map of a patch asks for. */
    static Directive of(Node.Obj patch) {
        Node asked = patch.get(KEY);
        return asked == null ? MERGE : named(ScalarText.of(asked));
    }

    /** What a list of a patch asks for: one of its items may be a map of the directive alone. */
    static Directive of(Node.Arr patch) {
        Node asked = asked(patch);
        return asked == null ? MERGE : named(ScalarText.of(asked));
    }

    /** What the first item with the directive asks for, where it has nothing else. */
    static @Nullable Node asked(Node.Arr patch) {
        for (Node item : patch.items()) {
            Node asked = item instanceof Node.Obj obj ? obj.get(KEY) : null;
            if (asked != null) {
                return ((Node.Obj) item).size() == 1 ? asked : null;
            }
        }
        return null;
    }

    /** Says that {@code asked} is no directive. */
    static MergeProblem unknown(@Nullable Node asked, Trail at) {
        return new MergeProblem("unknown patch strategy '" + (asked == null ? "" : ScalarText.of(asked)) + "'"
                + at.text() + "; use merge, replace or delete");
    }

    /** {@code patch} without the directive. */
    Node.Obj elide(Node.Obj patch) {
        return this == UNKNOWN ? patch : patch.without(KEY);
    }

    /** {@code patch} without the items that ask for this, where {@link #asked} found one. */
    Node.Arr elide(Node.Arr patch) {
        if (this == UNKNOWN || asked(patch) == null) {
            return patch;
        }
        List<Node> left = new ArrayList<>();
        for (Node item : patch.items()) {
            Node asked = item instanceof Node.Obj obj ? obj.get(KEY) : null;
            boolean asks = asked != null && named(ScalarText.of(asked)) == this;
            if (!asks && !Scalars.isNothing(item) && !Scalars.isEmptyMap(item)) {
                left.add(item);
            }
        }
        return Node.array(left);
    }
}
