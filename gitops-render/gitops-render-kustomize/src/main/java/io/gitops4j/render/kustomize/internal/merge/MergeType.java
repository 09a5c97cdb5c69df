package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.tree.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the schema of a value says to a strategic merge ({@code kyaml/openapi/openapi.go}, {@code ResourceSchema}): the types of
 * its fields and items, and whether a list of it is merged and by which keys. Immutable; types are made as they are asked for.
 */
public final class MergeType {
    private static final String STRATEGY = "x-kubernetes-patch-strategy";
    private static final String KEY = "x-kubernetes-patch-merge-key";
    private static final String KEYS = "x-kubernetes-list-map-keys";

    private final MergeSchema schemas;
    private final Node.Obj schema;
    private final boolean merged;
    private final List<String> keys;
    private final Map<String, Optional<MergeType>> fields = new ConcurrentHashMap<>();

    MergeType(MergeSchema schemas, Node.Obj schema) {
        this.schemas = schemas;
        this.schema = schema;
        String strategy = schema.text(STRATEGY).orElse("");
        this.merged = Arrays.asList(strategy.split(",", -1)).contains("merge");
        this.keys = merged ? keys(schema) : List.of();
    }

    private static List<String> keys(Node.Obj schema) {
        if (schema.get(KEYS) instanceof Node.Arr several) {
            return several.items().stream()
                    .flatMap(key -> key instanceof Node.Str text
                            ? Optional.of(text.value()).stream()
                            : Optional.<String>empty().stream())
                    .toList();
        }
        return schema.text(KEY).map(List::of).orElse(List.of());
    }

    /** Whether lists of this type are merged item by item, not replaced. */
    public boolean isMerged() {
        return merged;
    }

    /** The fields by which items of a merged list are the same; empty where the items are scalars. Unmodifiable. */
    public List<String> keys() {
        return keys;
    }

    /** The type of the field {@code name}, or null where nothing is known of it. */
    public @Nullable MergeType field(String name) {
        return fields.computeIfAbsent(name, this::findField).orElse(null);
    }

    private Optional<MergeType> findField(String name) {
        if (schema.object("properties").get(name) instanceof Node.Obj property) {
            return schemas.resolve(property);
        }
        return schema.get("additionalProperties") instanceof Node.Obj any ? schemas.resolve(any) : Optional.empty();
    }

    /** The type of the items of a list, or null where nothing is known of them. */
    public @Nullable MergeType items() {
        // a name that no field of a schema can have, since the items are asked for as often as fields are
        return fields.computeIfAbsent("", none -> findItems()).orElse(null);
    }

    private Optional<MergeType> findItems() {
        Node type = schema.get("type");
        if (type instanceof Node.Arr types && types.size() == 1) {
            type = types.get(0);
        }
        boolean list = type instanceof Node.Str text && text.value().equals("array");
        return list && schema.get("items") instanceof Node.Obj items ? schemas.resolve(items) : Optional.empty();
    }
}
