package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of an OpenAPI v3 schema that say something of types and merging, and access to them. */
final class Keywords {
    static final String SCHEMAS = "#/components/schemas/";
    static final String REF = "$ref";
    static final String ALL_OF = "allOf";
    static final String TYPE = "type";
    static final String FORMAT = "format";
    static final String NULLABLE = "nullable";
    static final String DEFAULT = "default";
    static final String PROPERTIES = "properties";
    static final String ADDITIONAL_PROPERTIES = "additionalProperties";
    static final String ITEMS = "items";
    static final String LIST_TYPE = "x-kubernetes-list-type";
    static final String LIST_MAP_KEYS = "x-kubernetes-list-map-keys";
    static final String MAP_TYPE = "x-kubernetes-map-type";
    static final String PATCH_STRATEGY = "x-kubernetes-patch-strategy";
    static final String PATCH_MERGE_KEY = "x-kubernetes-patch-merge-key";
    static final String PRESERVE_UNKNOWN_FIELDS = "x-kubernetes-preserve-unknown-fields";
    static final String INT_OR_STRING = "x-kubernetes-int-or-string";
    static final String EMBEDDED_RESOURCE = "x-kubernetes-embedded-resource";
    static final String GROUP_VERSION_KIND = "x-kubernetes-group-version-kind";

    private static final Set<String> KEPT_AS_THEY_ARE = Set.of(
            REF,
            TYPE,
            FORMAT,
            NULLABLE,
            DEFAULT,
            LIST_TYPE,
            LIST_MAP_KEYS,
            MAP_TYPE,
            PATCH_STRATEGY,
            PATCH_MERGE_KEY,
            PRESERVE_UNKNOWN_FIELDS,
            INT_OR_STRING,
            EMBEDDED_RESOURCE);

    private Keywords() {}

    /** {@code schema} without what has no bearing here: descriptions and validations are most of a document. */
    static Node lean(Node schema) {
        if (!(schema instanceof Node.Obj obj)) {
            return schema;
        }
        ObjBuilder kept = Node.objectBuilder();
        for (int i = 0; i < obj.size(); i++) {
            String key = obj.key(i);
            Node value = obj.value(i);
            switch (key) {
                case PROPERTIES -> kept.put(key, leanMembers(value));
                case ITEMS, ADDITIONAL_PROPERTIES -> kept.put(key, lean(value));
                case ALL_OF -> kept.put(key, leanItems(value));
                default -> {
                    if (KEPT_AS_THEY_ARE.contains(key)) {
                        kept.put(key, value);
                    }
                }
            }
        }
        return kept.build();
    }

    private static Node leanMembers(Node members) {
        if (!(members instanceof Node.Obj obj)) {
            return members;
        }
        ObjBuilder kept = Node.objectBuilder();
        for (int i = 0; i < obj.size(); i++) {
            kept.put(obj.key(i), lean(obj.value(i)));
        }
        return kept.build();
    }

    private static Node leanItems(Node items) {
        return items instanceof Node.Arr array
                ? Node.array(array.items().stream().map(Keywords::lean).toList())
                : items;
    }

    /**
     * The name of the component that {@code schema} is, by {@code $ref} or by {@code allOf} with nothing but one
     * {@code $ref}; null where it is a schema of its own.
     */
    static @Nullable String reference(Node.Obj schema) {
        Node ref = schema.get(REF);
        if (ref == null && schema.get(ALL_OF) instanceof Node.Arr parts && parts.size() == 1) {
            ref = parts.get(0) instanceof Node.Obj part ? part.get(REF) : null;
        }
        return ref instanceof Node.Str text
                ? text.value().substring(text.value().lastIndexOf('/') + 1)
                : null;
    }

    static boolean isTrue(Node.Obj schema, String keyword) {
        return schema.get(keyword) instanceof Node.Bool flag && flag.value();
    }

    /** Whether {@code schema} describes an object by its fields. */
    static boolean isStruct(Node.Obj schema) {
        return schema.get(PROPERTIES) instanceof Node.Obj fields && fields.size() > 0;
    }
}
