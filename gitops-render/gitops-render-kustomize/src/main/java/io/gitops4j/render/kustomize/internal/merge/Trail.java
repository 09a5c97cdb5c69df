package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a merge is in both trees. A step costs nothing but itself; a path is made when somebody asks. For one thread. */
final class Trail {
    private final List<Object> here = new ArrayList<>();
    private final List<Object> there = new ArrayList<>();

    void key(String key) {
        here.add(key);
        there.add(key);
    }

    /** Enters an item of a list; an index that one of the trees does not have is negative. */
    void item(int index, int other) {
        here.add(index);
        there.add(other);
    }

    void leave() {
        here.remove(here.size() - 1);
        there.remove(there.size() - 1);
    }

    int depth() {
        return here.size();
    }

    /** The path in the tree that is changed. */
    Path target() {
        return path(here);
    }

    /** The path in the patch. */
    Path patch() {
        return path(there);
    }

    private static Path path(List<Object> steps) {
        Path path = Path.root();
        for (Object step : steps) {
            path = step instanceof Integer index ? path.index(Math.max(0, index)) : path.key((String) step);
        }
        return path;
    }

    /** For messages. */
    String text() {
        return depth() == 0 ? "" : " at " + target();
    }
}
