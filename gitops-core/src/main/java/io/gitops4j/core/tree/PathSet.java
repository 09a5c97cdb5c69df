package io.gitops4j.core.tree;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An immutable set of subtrees: a member stands for its path and everything below it. */
public final class PathSet {
    private static final PathSet EMPTY = new PathSet(Collections.emptyNavigableSet());

    private final NavigableSet<Path> roots;

    private PathSet(NavigableSet<Path> roots) {
        this.roots = roots;
    }

    /** The set of nothing. */
    public static PathSet empty() {
        return EMPTY;
    }

    /** The subtrees at {@code roots}. */
    public static PathSet of(Collection<Path> roots) {
        if (roots.isEmpty()) {
            return EMPTY;
        }
        TreeSet<Path> sorted = new TreeSet<>();
        for (Path path : new TreeSet<>(roots)) {
            Path before = sorted.floor(path);
            if (before == null || !before.covers(path)) {
                sorted.add(path);
            }
        }
        return new PathSet(Collections.unmodifiableNavigableSet(sorted));
    }

    /** The subtrees at {@code roots}. */
    public static PathSet of(Path... roots) {
        return of(java.util.List.of(roots));
    }

    /** Whether {@code path} is in one of the subtrees. */
    public boolean covers(Path path) {
        for (int length = 0; length <= path.length(); length++) {
            if (roots.contains(path.prefix(length))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the subtrees is at {@code path}, above it or below it. */
    public boolean touches(Path path) {
        if (covers(path)) {
            return true;
        }
        Path next = roots.ceiling(path);
        return next != null && path.covers(next);
    }

    /** This set and {@code more}. */
    public PathSet union(PathSet more) {
        if (isEmpty()) {
            return more;
        }
        if (more.isEmpty()) {
            return this;
        }
        TreeSet<Path> all = new TreeSet<>(roots);
        all.addAll(more.roots);
        return of(all);
    }

    /** The roots of the subtrees, none of which covers another, in order; unmodifiable. */
    public NavigableSet<Path> roots() {
        return roots;
    }

    /** Whether the set has no member. */
    public boolean isEmpty() {
        return roots.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathSet that && roots.equals(that.roots);
    }

    @Override
    public int hashCode() {
        return roots.hashCode();
    }

    @Override
    public String toString() {
        return roots.toString();
    }
}
