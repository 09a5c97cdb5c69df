package io.gitops4j.core.schema;

import static io.gitops4j.core.schema.Keywords.ADDITIONAL_PROPERTIES;
import static io.gitops4j.core.schema.Keywords.DEFAULT;
import static io.gitops4j.core.schema.Keywords.ITEMS;
import static io.gitops4j.core.schema.Keywords.PROPERTIES;
import static io.gitops4j.core.schema.Keywords.TYPE;
import static io.gitops4j.core.schema.Keywords.isTrue;

import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one OpenAPI v3 schema, with all that is written within it, as the API server reads it for server-side apply
 * (kube-openapi {@code pkg/schemaconv/openapi.go}). What it cannot read is deduced, and the reading no longer exact. For
 * one thread and one schema.
 */
final class TypeReader {
    private static final int MOST_LEVELS = 200;
    private static final Node STRING = Node.objectBuilder().put(TYPE, "string").build();
    private static final Node OBJECT_META = Node.objectBuilder()
            .put(Keywords.REF, Keywords.SCHEMAS + WellKnownTypes.OBJECT_META)
            .build();

    private final References references;
    private final GoFields goFields;
    private boolean exact = true;
    private int level;

    private TypeReader(References references, GoFields goFields) {
        this.references = references;
        this.goFields = goFields;
    }

    /** What the schema refers to by name. */
    interface References {
        /** The type of a component, perhaps not defined yet; null where there is none of the name. */
        @Nullable
        FieldType type(String name);

        /** The same with all its members one value, or each owned by itself. */
        @Nullable
        FieldType type(String name, boolean atomic);

        /** Whether the component is an object with named fields. */
        boolean isStruct(String name);
    }

    /** A reader for the schema of a custom resource definition. */
    static TypeReader ofCustomResource(References references) {
        return new TypeReader(references, GoFields.NONE);
    }

    /** A reader for the schema of a Go type. */
    static TypeReader ofGoType(String name, References references) {
        return new TypeReader(references, GoFields.of(name, references::isStruct));
    }

    /** Whether all that was read so far was understood. */
    boolean exact() {
        return exact;
    }

    /**
     * The type that {@code schema} describes.
     *
     * @param keepsUnknown whether objects keep fields that the schema does not name
     */
    FieldType read(Node schema, boolean keepsUnknown) {
        if (!(schema instanceof Node.Obj obj) || level == MOST_LEVELS) {
            return unreadable();
        }
        String reference = Keywords.reference(obj);
        if (reference != null) {
            return referred(reference, obj);
        }
        level++;
        FieldType type = own(obj, keepsUnknown || isTrue(obj, Keywords.PRESERVE_UNKNOWN_FIELDS));
        level--;
        return type;
    }

    private FieldType unreadable() {
        exact = false;
        return FieldType.deduced();
    }

    private FieldType referred(String name, Node.Obj schema) {
        Boolean atomic = relationship(schema);
        FieldType type = atomic == null ? references.type(name) : references.type(name, atomic);
        return type == null ? unreadable() : type;
    }

    private FieldType own(Node.Obj schema, boolean keepsUnknown) {
        if (isTrue(schema, Keywords.INT_OR_STRING)) {
            return FieldType.of(Scalar.INT_OR_STRING);
        }
        Node type = schema.get(TYPE);
        if (type == null) {
            return untyped(schema, keepsUnknown);
        }
        String word = type instanceof Node.Str text ? text.value() : "";
        return switch (word) {
            case "object" -> FieldType.of(object(schema, keepsUnknown));
            case "array" -> FieldType.of(list(schema, keepsUnknown));
            case "integer", "number" -> FieldType.of(Scalar.NUMBER);
            case "boolean" -> FieldType.of(Scalar.BOOLEAN);
            case "string" -> FieldType.of(goFields.string(schema));
            default -> unreadable();
        };
    }

    /** Anything, save that what is written of lists and objects holds for those. */
    private FieldType untyped(Node.Obj schema, boolean keepsUnknown) {
        if (schema.array(Keywords.ALL_OF).size() > 1) {
            // structural schemas have no types in there, but one that is no structural schema might
            exact = false;
        }
        if (!schema.has(PROPERTIES) && !schema.has(ADDITIONAL_PROPERTIES) && !schema.has(ITEMS)) {
            return FieldType.deduced();
        }
        return FieldType.of(Scalar.ANY, list(schema, keepsUnknown), object(schema, keepsUnknown));
    }

    private MapType object(Node.Obj schema, boolean keepsUnknown) {
        Node.Obj members = isTrue(schema, Keywords.EMBEDDED_RESOURCE)
                ? schema.object(PROPERTIES)
                        .with("apiVersion", STRING)
                        .with("kind", STRING)
                        .with("metadata", OBJECT_META)
                : schema.object(PROPERTIES);
        if (schema.has(PROPERTIES) && !(schema.get(PROPERTIES) instanceof Node.Obj)) {
            exact = false;
        }
        List<StructField> fields = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            fields.add(field(members.key(i), members.value(i), keepsUnknown));
        }
        MapType type = MapType.of(fields, others(schema, members.size(), keepsUnknown));
        Boolean atomic = relationship(schema);
        return atomic != null && atomic ? type.atomic() : type;
    }

    private StructField field(String name, Node schema, boolean keepsUnknown) {
        StructField field = StructField.of(name, read(schema, keepsUnknown));
        if (!(schema instanceof Node.Obj obj)) {
            return field;
        }
        Node byDefault = obj.get(DEFAULT);
        if (byDefault != null) {
            field = field.withDefault(byDefault);
        }
        if (isTrue(obj, Keywords.NULLABLE)) {
            field = field.keepingNull();
        }
        return goFields.complete(field, obj);
    }

    /** What a member without a name in the schema may be; null where there can be none. */
    private @Nullable FieldType others(Node.Obj schema, int fields, boolean keepsUnknown) {
        Node others = schema.get(ADDITIONAL_PROPERTIES);
        if (others == null) {
            return keepsUnknown || fields == 0 ? FieldType.deduced() : null;
        }
        if (others instanceof Node.Bool allowed) {
            return allowed.value() ? FieldType.deduced() : null;
        }
        return read(others, keepsUnknown);
    }

    private ListType list(Node.Obj schema, boolean keepsUnknown) {
        Node items = schema.get(ITEMS);
        FieldType element;
        if (items != null) {
            element = read(items, keepsUnknown);
        } else {
            element = schema.has(TYPE) ? unreadable() : FieldType.deduced();
        }
        String kind =
                schema.has(Keywords.LIST_TYPE) ? schema.text(Keywords.LIST_TYPE).orElse("") : byPatchStrategy(schema);
        switch (kind) {
            case "atomic":
                return ListType.atomic(element);
            case "set":
                return ListType.set(element);
            case "map":
                List<String> keys = keys(schema);
                if (!keys.isEmpty()) {
                    return ListType.keyed(element, keys);
                }
                break;
            default:
                break;
        }
        exact = false;
        return ListType.atomic(element);
    }

    /** The list type that the older words for strategic merge patches say, where none is given. */
    private static String byPatchStrategy(Node.Obj schema) {
        String strategy = schema.text(Keywords.PATCH_STRATEGY).orElse("");
        if (strategy.equals("merge") || strategy.equals("merge,retainKeys")) {
            return schema.has(Keywords.PATCH_MERGE_KEY) ? "map" : "set";
        }
        return "atomic";
    }

    private static List<String> keys(Node.Obj schema) {
        if (!schema.has(Keywords.LIST_TYPE)) {
            return schema.text(Keywords.PATCH_MERGE_KEY).stream().toList();
        }
        return schema.array(Keywords.LIST_MAP_KEYS).items().stream()
                .flatMap(key -> key instanceof Node.Str text ? Stream.of(text.value()) : Stream.empty())
                .toList();
    }

    /** Whether the members are one value; null where the schema does not say. */
    private @Nullable Boolean relationship(Node.Obj schema) {
        if (!schema.has(Keywords.MAP_TYPE)) {
            return null;
        }
        switch (schema.text(Keywords.MAP_TYPE).orElse("")) {
            case "atomic":
                return true;
            case "granular":
                return false;
            default:
                exact = false;
                return null;
        }
    }
}
