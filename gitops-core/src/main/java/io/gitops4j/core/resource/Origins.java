package io.gitops4j.core.resource;

import io.gitops4j.core.Location;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.tree.Path;

/** Where each value of a tree comes from; kept beside the tree. Implementations are immutable. */
@FunctionalInterface
public interface Origins {
    /** The origin of the value at {@code path}, or of the nearest value above it. */
    Origin at(Path path);

    /** All values of {@code document} at their marks. */
    static Origins of(Document document) {
        return path -> Origin.at(document.marks().locate(path).withDocument(document.number()));
    }

    /** All values at one place. */
    static Origins at(Location location) {
        Origin origin = Origin.at(location);
        return path -> origin;
    }

    /** The origins of what is at {@code root} in this tree, as a tree of its own. */
    default Origins below(Path root) {
        return path -> at(root.then(path));
    }
}
