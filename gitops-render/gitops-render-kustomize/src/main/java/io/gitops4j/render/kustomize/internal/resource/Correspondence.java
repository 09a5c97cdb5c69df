package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds in one version of an object what is at a path of another: by key, and items of lists by what names them. */
final class Correspondence {
    /** Fields that name an item of a list, in the order in which they are tried. */
    private static final List<String> NAMING = List.of(
            "name", "containerPort", "port", "mountPath", "devicePath", "key", "ip", "topologyKey", "uid", "type");

    private Correspondence() {}

    /** The path in {@code other} of what is at {@code path} in {@code body}, or null where it has nothing like it. */
    static @Nullable Path of(Node body, Path path, Node other) {
        Node here = body;
        Node there = other;
        Path found = Path.root();
        for (int i = 0; i < path.length(); i++) {
            if (path.isIndex(i)) {
                if (!(here instanceof Node.Arr list)
                        || !(there instanceof Node.Arr others)
                        || path.indexAt(i) >= list.size()) {
                    return null;
                }
                here = list.get(path.indexAt(i));
                int index = index(here, path.indexAt(i), others);
                if (index < 0) {
                    return null;
                }
                there = others.get(index);
                found = found.index(index);
            } else {
                String key = path.keyAt(i);
                Node next = here instanceof Node.Obj obj ? obj.get(key) : null;
                Node nextThere = there instanceof Node.Obj obj ? obj.get(key) : null;
                if (next == null || nextThere == null) {
                    return null;
                }
                here = next;
                there = nextThere;
                found = found.key(key);
            }
        }
        return found;
    }

    private static int index(Node item, int index, Node.Arr others) {
        if (index < others.size() && others.get(index).equals(item)) {
            return index;
        }
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).equals(item)) {
                return i;
            }
        }
        if (!(item instanceof Node.Obj obj)) {
            return -1;
        }
        for (String field : NAMING) {
            Node name = obj.get(field);
            for (int i = 0; name != null && i < others.size(); i++) {
                if (others.get(i) instanceof Node.Obj other && name.equals(other.get(field))) {
                    return i;
                }
            }
        }
        return index < others.size() ? index : -1;
    }
}
