package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an OpenAPI v2 document says of kinds ({@code kyaml/openapi/openapi.go}, {@code AddDefinitions} and {@code
 * findNamespaceability}): their types by {@code x-kubernetes-group-version-kind}, and from its paths which of them are in
 * namespaces. Immutable.
 */
public final class OpenApiDocument {
    private static final String KIND = "x-kubernetes-group-version-kind";

    private final Map<String, Node.Obj> definitions = new HashMap<>();
    private final Map<TypeName, Node.Obj> kinds = new HashMap<>();
    private final Map<TypeName, Boolean> namespaced = new HashMap<>();

    private OpenApiDocument(Node.Obj root) {
        Node.Obj all = root.object("definitions");
        for (int i = 0; i < all.size(); i++) {
            if (all.value(i) instanceof Node.Obj definition) {
                definitions.put(all.key(i), definition);
                for (Node kind : definition.array(KIND).items()) {
                    typeName(kind).ifPresent(name -> kinds.put(name, definition));
                }
            }
        }
        Node.Obj paths = root.object("paths");
        for (int i = 0; i < paths.size(); i++) {
            boolean in = paths.key(i).contains("namespaces/{namespace}");
            paths.value(i)
                    .at("get", KIND)
                    .flatMap(OpenApiDocument::typeName)
                    .ifPresent(name -> namespaced.merge(name, in, (before, now) -> before || now));
        }
    }

    /** What {@code root}, the content of an OpenAPI document, says. */
    public static OpenApiDocument of(Node.Obj root) {
        return new OpenApiDocument(root);
    }

    private static Optional<TypeName> typeName(Node node) {
        if (!(node instanceof Node.Obj)) {
            return Optional.empty();
        }
        String group = node.text("group").orElse("");
        String version = node.text("version").orElse("");
        return node.text("kind").map(kind -> new TypeName(group.isEmpty() ? version : group + "/" + version, kind));
    }

    /** The definitions by name. */
    Map<String, Node.Obj> definitions() {
        return definitions;
    }

    /** The definitions of kinds. */
    Map<TypeName, Node.Obj> kinds() {
        return kinds;
    }

    /** Whether objects of {@code gvk} are in namespaces, where a path tells. */
    public Optional<Boolean> namespaced(Gvk gvk) {
        return Optional.ofNullable(namespaced.get(new TypeName(gvk.apiVersion(), gvk.kind())));
    }
}
