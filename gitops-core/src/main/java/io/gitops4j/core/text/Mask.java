package io.gitops4j.core.text;

import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;

/** Which values of a tree must not be printed. */
@FunctionalInterface
public interface Mask {
    /** Whether the value at {@code path}, and all below it, is hidden. */
    boolean hides(Path path);

    /** Hides nothing; for text that goes to a cluster or a store that may hold it, never to a person. */
    static Mask none() {
        return NoMask.NONE;
    }

    /** Hides the subtrees of {@code sensitive}. */
    static Mask of(PathSet sensitive) {
        return sensitive.isEmpty() ? none() : sensitive::covers;
    }
}
