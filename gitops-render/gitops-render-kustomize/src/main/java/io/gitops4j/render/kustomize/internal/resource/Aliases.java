package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of an object that are one. Where upstream adds a label to several maps of an object, it adds one YAML node to all of
 * them ({@code api/filters/filtersutil/setters.go} SetEntry), and whatever sets that label in one of these maps later, a label
 * of an overlay or a patch, sets it in all of them, be it selectors. Builds look as they do because of that. Immutable.
 */
final class Aliases {
    static final Aliases NONE = new Aliases(List.of());

    /** Entries of the same keys in several maps, each of which has one value in all. */
    private record Alias(List<Path> maps, List<String> keys) {}

    private final List<Alias> all;

    private Aliases(List<Alias> all) {
        this.all = List.copyOf(all);
    }

    /** These, and those of entries that were added: for each key the maps that have one value for it now. */
    Aliases and(Map<String, List<Path>> added) {
        Map<List<Path>, List<String>> byMaps = new LinkedHashMap<>();
        added.forEach((key, maps) -> {
            if (maps.size() > 1) {
                byMaps.computeIfAbsent(List.copyOf(maps), none -> new ArrayList<>())
                        .add(key);
            }
        });
        if (byMaps.isEmpty()) {
            return this;
        }
        List<Alias> more = new ArrayList<>(all);
        byMaps.forEach((maps, keys) -> more.add(new Alias(maps, List.copyOf(keys))));
        return new Aliases(more);
    }

    /** {@code after}, which follows {@code before}, with every value that was changed at one place changed at all. */
    Node.Obj carried(Node.Obj before, Node.Obj after) {
        Node changed = after;
        for (Alias alias : all) {
            boolean touched = false;
            for (Path map : alias.maps) {
                touched |= before.at(map).orElse(null) != after.at(map).orElse(null);
            }
            for (int i = 0; touched && i < alias.keys.size(); i++) {
                changed = carried(before, after, changed, alias.maps, alias.keys.get(i));
            }
        }
        return (Node.Obj) changed;
    }

    private static Node carried(Node.Obj before, Node.Obj after, Node changed, List<Path> maps, String key) {
        Node value = null;
        for (Path map : maps) {
            Node was = before.at(map.key(key)).orElse(null);
            Node is = after.at(map.key(key)).orElse(null);
            if (was != null && is != null && isScalar(is) && !is.equals(was)) {
                value = is;
            }
        }
        Node result = changed;
        for (int i = 0; value != null && i < maps.size(); i++) {
            Path entry = maps.get(i).key(key);
            if (result.at(entry).filter(Aliases::isScalar).isPresent()) {
                result = result.with(entry, value);
            }
        }
        return result;
    }

    private static boolean isScalar(Node node) {
        return !(node instanceof Node.Obj) && !(node instanceof Node.Arr);
    }
}
