package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of an OpenAPI v3 document as an API server publishes one for each group and version. A kind is read when it is
 * first asked for; of the document only what says something of types is kept, about a tenth. Safe for any number of threads.
 *
 * <p>Types come out as the API server itself reads them for server-side apply (kube-openapi {@code pkg/schemaconv}). No
 * document is refused: what cannot be read is deduced, and the schema then not {@link ObjectSchema#exact}.
 */
public final class OpenApiSchemas implements SchemaSource {
    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, ObjectSchema> found = new ConcurrentHashMap<>();
    private final ComponentTypes types;
    private final String hash;

    private OpenApiSchemas(Node.Obj document, String hash) {
        this.hash = hash;
        Node.Obj components = document.object("components").object("schemas");
        Map<String, Node.Obj> schemas = new HashMap<>();
        Set<String> customTypes = new HashSet<>();
        for (int i = 0; i < components.size(); i++) {
            String name = components.key(i);
            if (components.value(i) instanceof Node.Obj schema && Keywords.lean(schema) instanceof Node.Obj lean) {
                schemas.put(name, lean);
                index(name, schema, customTypes);
            }
        }
        this.types =
                new ComponentTypes(schemas::get, name -> WellKnownTypes.isGoType(name) && !customTypes.contains(name));
    }

    /**
     * The kinds that {@code document} describes.
     *
     * @param hash what tells this document's content from another's, such as the hash that the server gives with it
     */
    public static OpenApiSchemas of(Node.Obj document, String hash) {
        return new OpenApiSchemas(document, hash);
    }

    /** The kinds that {@code document} describes. */
    public static OpenApiSchemas of(Node.Obj document) {
        return of(document, Long.toHexString(document.hash()));
    }

    private void index(String name, Node.Obj schema, Set<String> customTypes) {
        for (Node each : schema.array(Keywords.GROUP_VERSION_KIND).items()) {
            String group = each.text("group").orElse("");
            String version = each.text("version").orElse("");
            String apiVersion = group.isEmpty() ? version : group + "/" + version;
            String kind = each.text("kind").orElse("");
            kinds.putIfAbsent(key(apiVersion, kind), name);
            if (WellKnownTypes.isOfCustomResource(name, apiVersion, kind)) {
                customTypes.add(name);
            }
        }
    }

    @Override
    public Optional<ObjectSchema> find(String apiVersion, String kind) {
        String key = key(apiVersion, kind);
        String name = kinds.get(key);
        return name == null ? Optional.empty() : Optional.ofNullable(found.computeIfAbsent(key, absent -> read(name)));
    }

    private ObjectSchema read(String name) {
        ComponentTypes.Reading reading = types.read(name);
        if (reading == null) {
            throw new IllegalStateException("a kind is indexed by its component");
        }
        ObjectSchema schema = ObjectSchema.of(reading.type(), ObjectSchema.Source.CLUSTER, hash);
        return reading.exact() ? schema : schema.inexact();
    }

    private static String key(String apiVersion, String kind) {
        return apiVersion + " " + kind;
    }
}
