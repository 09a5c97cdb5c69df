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
