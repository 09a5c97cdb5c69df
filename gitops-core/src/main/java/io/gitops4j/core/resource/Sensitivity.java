package io.gitops4j.core.resource;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;

/** Which values of an object are sensitive by its kind alone. */
public final class Sensitivity {
    private static final Path LAST_APPLIED =
            Path.of("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration");
    private static final PathSet OF_A_SECRET = PathSet.of(Path.of("data"), Path.of("stringData"), LAST_APPLIED);

    private Sensitivity() {}

    /**
     * The values of {@code body} that must never be shown: all of {@code data} and {@code stringData} of a Secret, and
     * the copy of them that {@code kubectl apply} leaves in an annotation. Of a list, those of its items.
     */
    public static PathSet of(Node.Obj body) {
        if (ListKinds.isList(body)) {
            return ofItems(body);
        }
        boolean secret = body.text("kind").filter("Secret"::equals).isPresent()
                && body.text("apiVersion").filter("v1"::equals).isPresent();
        return secret ? OF_A_SECRET : PathSet.empty();
    }

    /**
     * The values of a live object that must never be shown: what its kind says, what {@code declared} says, and where
     * that is anything at all, the copy that {@code kubectl apply} leaves.
     */
    public static PathSet ofLive(Node.Obj live, PathSet declared) {
        PathSet all = of(live).union(declared);
        return all.isEmpty() ? all : all.union(PathSet.of(LAST_APPLIED));
    }

    /**
     * {@code paths} of one object, as they hold in another form of it: an item of a list may stand elsewhere there, so that
     * the whole list is sensitive.
     */
    public static PathSet wherever(PathSet paths) {
        if (paths.roots().stream().allMatch(path -> firstIndex(path) == path.length())) {
            return paths;
        }
        return PathSet.of(paths.roots().stream()
                .map(path -> path.prefix(firstIndex(path)))
                .toList());
    }

    private static int firstIndex(Path path) {
        int step = 0;
        while (step < path.length() && !path.isIndex(step)) {
            step++;
        }
        return step;
    }

    private static PathSet ofItems(Node.Obj list) {
        PathSet all = PathSet.empty();
        Node.Arr items = list.array("items");
        for (int i = 0; i < items.size(); i++) {
            Path at = Path.of("items").index(i);
            if (items.get(i) instanceof Node.Obj item) {
                all = all.union(PathSet.of(of(ListKinds.item(list, item)).roots().stream()
                        .map(at::then)
                        .toList()));
            }
        }
        return all;
    }
}
