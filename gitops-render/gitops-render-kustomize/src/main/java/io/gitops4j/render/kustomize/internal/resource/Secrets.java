package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.Location;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The very nodes of an object that must not be shown. They keep their identity when a transformer moves them, whatever becomes
 * of the lists around them, where paths would not. Immutable.
 */
final class Secrets {
    private static final Secrets NONE = new Secrets(Set.of());

    private final Set<Node> nodes;

    private Secrets(Set<Node> nodes) {
        this.nodes = nodes;
    }

    /** Those that the object's own kind makes secret. */
    static Secrets of(Node.Obj body) {
        if (!(body.get("kind") instanceof Node.Str kind) || !kind.value().equals("Secret")) {
            return NONE;
        }
        return NONE.and(body, Manifest.of(body, Origins.at(Location.nowhere())).sensitive());
    }

    /** These and the scalars at and below {@code paths} of {@code body}. */
    Secrets and(Node.Obj body, PathSet paths) {
        Set<Node> more = identitySet();
        paths.roots().forEach(path -> body.at(path).ifPresent(node -> scalars(node, more)));
        return more.isEmpty() ? this : union(more);
    }

    private static void scalars(Node node, Set<Node> into) {
        if (node instanceof Node.Obj obj) {
            for (int i = 0; i < obj.size(); i++) {
                scalars(obj.value(i), into);
            }
        } else if (node instanceof Node.Arr arr) {
            arr.items().forEach(item -> scalars(item, into));
        } else if (node instanceof Node.Str) {
            into.add(node);
        }
    }

    /**
     * The secrets of the next version of an object: what replaces a secret is one, and so is what its kind makes one, or that of
     * the object {@code from}, such as a patch, which values were taken from.
     */
    Secrets carried(Node.Obj before, Node.Obj after, @Nullable Node from) {
        Secrets own = of(after);
        Secrets taken = from instanceof Node.Obj object ? of(object) : NONE;
        Secrets carried = carried(before, after);
        return own.nodes.isEmpty() && taken.nodes.isEmpty()
                ? carried
                : carried.union(own).union(taken);
    }

    private Secrets union(Secrets others) {
        if (others.nodes.isEmpty() || nodes.containsAll(others.nodes)) {
            return this;
        }
        Set<Node> more = identitySet();
        more.addAll(others.nodes);
        return union(more);
    }

    private Secrets carried(Node.Obj before, Node.Obj after) {
        if (nodes.isEmpty()) {
            return this;
        }
        Set<Node> more = identitySet();
        for (Path path : in(before).roots()) {
            Path there = Correspondence.of(before, path, after);
            Node now = there == null ? null : after.at(there).orElse(null);
            if (now instanceof Node.Str && !nodes.contains(now)) {
                more.add(now);
            }
        }
        return more.isEmpty() ? this : union(more);
    }

    private Secrets union(Set<Node> more) {
        more.addAll(nodes);
        return new Secrets(more);
    }

    /** Where they are in {@code body}. */
    PathSet in(Node.Obj body) {
        if (nodes.isEmpty()) {
            return PathSet.empty();
        }
        List<Path> found = new ArrayList<>();
        find(body, Path.root(), found);
        return PathSet.of(found);
    }

    private void find(Node node, Path at, List<Path> found) {
        if (node instanceof Node.Obj obj) {
            for (int i = 0; i < obj.size(); i++) {
                find(obj.value(i), at.key(obj.key(i)), found);
            }
        } else if (node instanceof Node.Arr arr) {
            for (int i = 0; i < arr.size(); i++) {
                find(arr.get(i), at.index(i), found);
            }
        } else if (nodes.contains(node)) {
            found.add(at);
        }
    }

    private static Set<Node> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
