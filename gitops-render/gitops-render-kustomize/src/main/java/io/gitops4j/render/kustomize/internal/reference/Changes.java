package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Location;
import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which values of one object are changed, what place asked for each, and which of them must not be shown. For one thread. */
final class Changes {
    private final String transformer;
    private final Map<Path, Location> places = new HashMap<>();
    private final List<Path> secrets = new ArrayList<>();

    /** Changes that {@code transformer}, as upstream names it, makes. */
    Changes(String transformer) {
        this.transformer = transformer;
    }

    /** The value at {@code path} is changed because of {@code place}. */
    void note(Path path, Location place) {
        places.put(path, place);
    }

    /** The value at {@code path} must not be shown. */
    void hide(Path path) {
        secrets.add(path);
    }

    /** {@code item} with the body {@code after}, of which the noted values come from their places. */
    Item applied(Item item, Node.Obj after) {
        Item changed = after == item.body() ? item : item.with(after, cause(item, after));
        return secrets.isEmpty() ? changed : changed.withSecrets(PathSet.of(secrets));
    }

    private Cause cause(Item item, Node.Obj after) {
        Location any =
                places.isEmpty() ? item.location() : places.values().iterator().next();
        return Cause.of(transformer, any).taking(after, path -> Origin.at(place(path, any)));
    }

    private Location place(Path path, Location otherwise) {
        for (Path at = path; ; at = at.parent()) {
            Location place = places.get(at);
            if (place != null || at.length() == 0) {
                return place == null ? otherwise : place;
            }
        }
    }
}
