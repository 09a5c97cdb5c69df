package io.gitops4j.core.resource;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens documents that hold a list of objects, as kubectl does: {@code List}, {@code ConfigMapList}, {@code
 * RoleBindingList} and any other kind that ends in {@code List} and has {@code items} at the top. A kind whose name
 * merely ends so ({@code AllowList}) is an ordinary object. (k8s.io/apimachinery {@code unstructured/unstructured.go},
 * {@code decodeToList}.)
 */
public final class ListKinds {
    private static final String SUFFIX = "List";
    private static final String ITEMS = "items";

    private ListKinds() {}

    /**
     * The objects of {@code manifests} in their order, with those of each list, lists in lists too, in place of the
     * list. An item of a typed list that says neither {@code apiVersion} nor {@code kind} takes both from the list.
     * Each item keeps its own lines as its origins, and what is sensitive of it.
     *
     * @throws GitOpsException where an item is no object, with all such problems
     */
    public static List<Manifest> expand(List<Manifest> manifests) {
        List<Problem> problems = new ArrayList<>();
        List<Manifest> expanded = expand(manifests, problems::add);
        if (!problems.isEmpty()) {
            throw new GitOpsException(problems);
        }
        return expanded;
    }

    /** As {@link #expand(List)}, without the items that are no objects. */
    static List<Manifest> expand(List<Manifest> manifests, Consumer<Problem> problems) {
        List<Manifest> out = new ArrayList<>(manifests.size());
        manifests.forEach(manifest -> open(manifest, out, problems));
        return List.copyOf(out);
    }

    /** Whether {@code body} is a list: {@code items: null} is an empty one, as it is to kubectl. */
    static boolean isList(Node.Obj body) {
        return body.text("kind").filter(kind -> kind.endsWith(SUFFIX)).isPresent()
                && (body.get(ITEMS) instanceof Node.Arr || body.get(ITEMS) instanceof Node.Null);
    }

    /** The item of {@code list}, with {@code apiVersion} and {@code kind} of a typed list where it has neither. */
    static Node.Obj item(Node.Obj list, Node.Obj item) {
        String kind = list.text("kind").orElse("");
        Node apiVersion = list.get("apiVersion");
        if (item.has("kind") || item.has("apiVersion") || kind.equals(SUFFIX) || apiVersion == null) {
            return item;
        }
        return item.with("kind", Node.of(kind.substring(0, kind.length() - SUFFIX.length())))
                .with("apiVersion", apiVersion);
    }

    private static void open(Manifest manifest, List<Manifest> out, Consumer<Problem> problems) {
        if (!isList(manifest.body())) {
            out.add(manifest);
            return;
        }
        Node.Arr items = manifest.body().array(ITEMS);
        for (int i = 0; i < items.size(); i++) {
            Path at = Path.of(ITEMS).index(i);
            if (items.get(i) instanceof Node.Obj item) {
                Manifest opened = Manifest.of(
                                item(manifest.body(), item), manifest.origins().below(at))
                        .withSensitive(below(manifest.sensitive(), at));
                open(opened, out, problems);
            } else {
                problems.accept(noObject(manifest, at, items.get(i)));
            }
        }
    }

    private static Problem noObject(Manifest list, Path at, Node item) {
        Location place = list.origin(at).location().withObject(list.kind()).withField(at.toString());
        return Problem.of(
                Code.INVALID_OBJECT,
                place,
                "an item of a list must be an object, and this one is " + Words.of(item)
                        + "; write it with apiVersion, kind and metadata, or remove it");
    }

    /** What of {@code sensitive} lies at {@code root} or below, as paths from there. */
    private static PathSet below(PathSet sensitive, Path root) {
        if (sensitive.covers(root)) {
            return PathSet.of(Path.root());
        }
        return PathSet.of(sensitive.roots().stream()
                .filter(root::covers)
                .map(path -> path.dropFirst(root.length()))
                .toList());
    }
}
