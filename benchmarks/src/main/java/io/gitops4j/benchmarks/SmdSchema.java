package io.gitops4j.benchmarks;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The types of a schema in structured-merge-diff's own YAML, as far as its benchmark goes: a reference that changes the
 * type it refers to is refused.
 */
final class SmdSchema {
    private final Map<String, FieldType> types = new HashMap<>();

    SmdSchema(Node.Obj schema) {
        Map<String, FieldType.Later> later = new HashMap<>();
        for (Node type : schema.array("types").items()) {
            FieldType.Later one = FieldType.later();
            later.put(type.text("name").orElseThrow(), one);
            types.put(type.text("name").orElseThrow(), one.type());
        }
        for (Node type : schema.array("types").items()) {
            Objects.requireNonNull(later.get(type.text("name").orElseThrow())).define(atom((Node.Obj) type));
        }
    }

    FieldType type(String name) {
        FieldType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("the schema has no type " + name);
        }
        return type;
    }

    private FieldType atom(Node.Obj atom) {
        return FieldType.of(
                scalar(atom.text("scalar").orElse("")),
                atom.get("list") instanceof Node.Obj list ? list(list) : null,
                atom.get("map") instanceof Node.Obj map ? map(map) : null);
    }

    private static @Nullable Scalar scalar(String name) {
        return switch (name) {
            case "numeric" -> Scalar.NUMBER;
            case "string" -> Scalar.STRING;
            case "boolean" -> Scalar.BOOLEAN;
            case "untyped" -> Scalar.ANY;
            default -> null;
        };
    }

    private ListType list(Node.Obj list) {
        FieldType element = reference(list.object("elementType"));
        List<String> keys = list.array("keys").items().stream()
                .map(key -> ((Node.Str) key).value())
                .toList();
        if (!list.text("elementRelationship").orElse("").equals("associative")) {
            return ListType.atomic(element);
        }
        return keys.isEmpty() ? ListType.set(element) : ListType.keyed(element, keys);
    }

    private MapType map(Node.Obj map) {
        List<StructField> fields = new ArrayList<>();
        for (Node field : map.array("fields").items()) {
            Node.Obj obj = (Node.Obj) field;
            StructField read = StructField.of(obj.text("name").orElseThrow(), reference(obj.object("type")));
            Node byDefault = obj.get("default");
            fields.add(byDefault == null ? read : read.withDefault(byDefault));
        }
        FieldType element = map.get("elementType") instanceof Node.Obj type ? reference(type) : null;
        MapType type = MapType.of(fields, element);
        return map.text("elementRelationship").orElse("").equals("atomic") ? type.atomic() : type;
    }

    private FieldType reference(Node.Obj reference) {
        if (reference.has("elementRelationship")) {
            throw new IllegalArgumentException("a reference that changes what it refers to is not read");
        }
        return reference.text("namedType").map(this::type).orElseGet(() -> atom(reference));
    }
}
