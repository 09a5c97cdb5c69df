package io.gitops4j.render.substitution;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.List;

/** What differs in two trees. */
final class ChangedValues {
    private ChangedValues() {}

    /** The values of {@code after} that are not the same in {@code before}; of collections in both, those inside. */
    static PathSet between(Node before, Node after) {
        List<Path> changed = new ArrayList<>();
        compare(before, after, Path.root(), changed);
        return PathSet.of(changed);
    }

    private static void compare(Node before, Node after, Path path, List<Path> changed) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof Node.Obj was && after instanceof Node.Obj is) {
            for (int i = 0; i < is.size(); i++) {
                Node value = was.get(is.key(i));
                if (value == null) {
                    changed.add(path.key(is.key(i)));
                } else {
                    compare(value, is.value(i), path.key(is.key(i)), changed);
                }
            }
        } else if (before instanceof Node.Arr was && after instanceof Node.Arr is) {
            for (int i = 0; i < is.size(); i++) {
                if (i >= was.size()) {
                    changed.add(path.index(i));
                } else {
                    compare(was.get(i), is.get(i), path.index(i), changed);
                }
            }
        } else {
            changed.add(path);
        }
    }
}
