package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The types that strategic merges know. Immutable and safe for any number of threads. */
public final class MergeSchema {
    private static final String DEFINITIONS = "definitions/";
    private static final int LONGEST_CHAIN = 100;
    private static final MergeSchema NONE = new MergeSchema(Map.of(), Map.of());

    private final Map<String, Node.Obj> definitions;
    private final Map<TypeName, Node.Obj> kinds;
    private final Map<TypeName, Optional<MergeType>> known = new ConcurrentHashMap<>();

    private MergeSchema(Map<String, Node.Obj> definitions, Map<TypeName, Node.Obj> kinds) {
        this.definitions = definitions;
        this.kinds = kinds;
    }

    /** No types: every list is replaced. */
    public static MergeSchema none() {
        return NONE;
    }

    /** The types that Kubernetes 1.21.2 and Kustomize have themselves. */
    public static MergeSchema kubernetes() {
        return BuiltInOpenApi.SCHEMA;
    }

    /** The types of {@code documents}, of which a later one wins. */
    public static MergeSchema of(List<OpenApiDocument> documents) {
        Map<String, Node.Obj> definitions = new HashMap<>();
        Map<TypeName, Node.Obj> kinds = new HashMap<>();
        for (OpenApiDocument document : documents) {
            definitions.putAll(document.definitions());
            kinds.putAll(document.kinds());
        }
        return new MergeSchema(definitions, kinds);
    }

    /** The type of objects of a kind, or null where nothing is known of it. */
    public @Nullable MergeType of(String apiVersion, String kind) {
        return known.computeIfAbsent(new TypeName(apiVersion, kind), this::find).orElse(null);
    }

    private Optional<MergeType> find(TypeName name) {
        Node.Obj schema = kinds.get(name);
        return schema == null ? Optional.empty() : Optional.of(new MergeType(this, schema));
    }

    /** The type that {@code schema} is or refers to. */
    Optional<MergeType> resolve(Node.Obj schema) {
        Node.Obj resolved = schema;
        for (int steps = 0; resolved.get("$ref") instanceof Node.Str reference; steps++) {
            Node.Obj next = steps < LONGEST_CHAIN ? find(reference.value()) : null;
            if (next == null) {
                return Optional.empty();
            }
            resolved = next;
        }
        return Optional.of(new MergeType(this, resolved));
    }

    /** What a reference such as {@code #/definitions/io.k8s.api.core.v1.PodSpec} leads to. */
    private Node.@Nullable Obj find(String reference) {
        String start = "#/" + DEFINITIONS;
        if (!reference.startsWith(start)) {
            return null;
        }
        String[] steps = reference.substring(start.length()).split("/", -1);
        Node node = definitions.get(unescaped(steps[0]));
        for (int i = 1; i < steps.length && node != null; i++) {
            node = node instanceof Node.Obj obj ? obj.get(unescaped(steps[i])) : null;
        }
        return node instanceof Node.Obj found ? found : null;
    }

    private static String unescaped(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }
}
