package io.gitops4j.render.substitution;

import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.Map;

/** The places of the object before, under its keys of now, with those that were set by the substitution. Immutable. */
final class SubstitutedOrigins implements Origins {
    private final Origins before;
    private final Map<Path, Path> renamed;
    private final PathSet changed;
    private final String id;

    /**
     * @param renamed for each path to a key that an expansion went into, the path before
     * @param changed the values that are not what they were
     */
    SubstitutedOrigins(Origins before, Map<Path, Path> renamed, PathSet changed, String id) {
        this.before = before;
        this.renamed = Map.copyOf(renamed);
        this.changed = changed;
        this.id = id;
    }

    @Override
    public Origin at(Path path) {
        Origin origin = before.at(was(path));
        return changed.covers(path) ? origin.setBy(id) : origin;
    }

    private Path was(Path path) {
        for (int length = renamed.isEmpty() ? 0 : path.length(); length > 0; length--) {
            Path was = renamed.get(path.prefix(length));
            if (was != null) {
                return was.then(path.dropFirst(length));
            }
        }
        return path;
    }
}
