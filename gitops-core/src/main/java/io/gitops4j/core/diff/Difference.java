package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * One place where two objects differ, in the highest field that is all new, all gone, or another.
 *
 * @param path where
 * @param kind {@code ADD}, {@code REMOVE}, {@code MODIFY} or {@code REORDER}
 * @param before the value before, null where there is none
 * @param after the value after, null where there is none
 */
record Difference(
        FieldPath path,
        Change.Kind kind,
        @Nullable Node before,
        @Nullable Node after) {
    /** The path and the kind; never a value. */
    @Override
    public String toString() {
        return kind + " " + path;
    }
}
