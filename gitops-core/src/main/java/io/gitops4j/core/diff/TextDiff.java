package io.gitops4j.core.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.List;

/** The difference of two trees as a person reads it: a unified diff of their YAML, masked. A view, never what is compared. */
public final class TextDiff {
    private static final int CONTEXT = 3;

    private TextDiff() {}

    /**
     * The unified diff of {@code before} and {@code after}; empty where their texts are the same.
     *
     * @param title what both are, for the header
     * @param before the tree before; an object without members for none
     * @param after the tree after; an object without members for none
     * @param sensitive the values that must not be shown, on both sides; a changed one shows as changed
     */
    public static String unified(String title, Node.Obj before, Node.Obj after, PathSet sensitive) {
        List<String> from = lines(before, after, "before", sensitive);
        List<String> to = lines(after, before, "after", sensitive);
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                "live/" + title, "declared/" + title, from, DiffUtils.diff(from, to), CONTEXT);
        return diff.isEmpty() ? "" : String.join("\n", diff) + "\n";
    }

    private static List<String> lines(Node.Obj tree, Node.Obj other, String side, PathSet sensitive) {
        return tree.size() == 0
                ? List.of()
                : Printer.yaml(masked(tree, other, side, sensitive), Mask.none())
                        .lines()
                        .toList();
    }

    /** {@code tree} as it is printed beside {@code other}; {@code side} says which of the two it is. */
    static Node masked(Node.Obj tree, Node.Obj other, String side, PathSet sensitive) {
        Node shown = tree;
        for (Path root : sensitive.roots()) {
            shown = hide(shown, other, root, side);
        }
        return shown;
    }

    /** Equal values print alike on both sides; where they differ, each side says which it is and nothing of the value. */
    private static Node hide(Node tree, Node other, Path root, String side) {
        Node value = tree.at(root).orElse(null);
        if (value == null) {
            return tree;
        }
        if (value instanceof Node.Obj members) {
            Node hidden = tree;
            for (String key : members.keys()) {
                hidden = hide(hidden, other, root.key(key), side);
            }
            return hidden;
        }
        boolean same = other.at(root).map(value::equals).orElse(true);
        return tree.with(root, Node.of(same ? Value.MASK : Value.MASK + " (" + side + ")"));
    }
}
