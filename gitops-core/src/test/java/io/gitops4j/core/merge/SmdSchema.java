package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schema in structured-merge-diff's own YAML, read into field types. */
final class SmdSchema {
    private static final String DEDUCED = "__untyped_deduced_";
    private static final FieldType NONE = FieldType.of(null, null, null);
    private static final Map<Path, SmdSchema> READ = new HashMap<>();

    private final Map<String, FieldType> types = new HashMap<>();
    private final IdentityHashMap<FieldType, String> names = new IdentityHashMap<>();

    /** References that change the type referred to, which must be known before. */
    private final List<Runnable> last = new ArrayList<>();

    private SmdSchema() {
        put(DEDUCED, FieldType.deduced());
    }

    static SmdSchema deduced() {
        return new SmdSchema();
    }

    static synchronized SmdSchema read(Path file) {
        return READ.computeIfAbsent(file, path -> {
            SmdSchema schema = new SmdSchema();
            schema.types(((Node.Obj) SmdCase.yaml(SmdCase.string(path))).array("types"));
            return schema;
        });
    }

    /** The type of that name; one that nothing fits where there is none. */
    FieldType type(String name) {
        return types.getOrDefault(name, NONE);
    }

    /** The name of a type that {@link #type} gave. */
    String name(FieldType type) {
        return names.getOrDefault(type, "");
    }

    private void put(String name, FieldType type) {
        types.put(name, type);
        names.put(type, name);
    }

    private void types(Node.Arr list) {
        Map<String, FieldType.Later> later = new HashMap<>();
        for (Node node : list.items()) {
            String name = node.text("name").orElseThrow();
            if (!name.equals(DEDUCED)) {
                later.put(name, FieldType.later());
                put(name, later.get(name).type());
            }
        }
        for (Node node : list.items()) {
            String name = node.text("name").orElseThrow();
            if (!name.equals(DEDUCED)) {
                later.remove(name).define(atom((Node.Obj) node));
            }
        }
        last.forEach(Runnable::run);
    }

    private FieldType atom(Node.Obj obj) {
        ListType list = obj.get("list") instanceof Node.Obj given ? list(given) : null;
        MapType map = obj.get("map") instanceof Node.Obj given ? map(given) : null;
        return FieldType.of(scalar(obj.text("scalar").orElse("")), list, map);
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

    private ListType list(Node.Obj given) {
        FieldType element = reference(given.object("elementType"));
        List<String> keys = given.array("keys").items().stream()
                .map(key -> ((Node.Str) key).value())
                .toList();
        return list(element, keys, given.text("elementRelationship").orElse(""));
    }

    private static ListType list(FieldType element, List<String> keys, String relationship) {
        if (!relationship.equals("associative")) {
            return ListType.atomic(element);
        }
        return keys.isEmpty() ? ListType.set(element) : ListType.keyed(element, keys);
    }

    private MapType map(Node.Obj given) {
        List<StructField> fields = new ArrayList<>();
        for (Node node : given.array("fields").items()) {
            Node.Obj field = (Node.Obj) node;
            StructField read = StructField.of(field.text("name").orElseThrow(), reference(field.object("type")));
            Node byDefault = field.get("default");
            fields.add(byDefault == null ? read : read.withDefault(byDefault));
        }
        FieldType element = given.get("elementType") instanceof Node.Obj type ? reference(type) : null;
        MapType map = MapType.of(fields, element);
        return given.text("elementRelationship").orElse("").equals("atomic") ? map.atomic() : map;
    }

    private FieldType reference(Node.Obj reference) {
        String relationship = reference.text("elementRelationship").orElse("");
        FieldType named = reference.text("namedType").map(this::type).orElse(null);
        FieldType type = named == null ? atom(reference) : named;
        if (relationship.isEmpty()) {
            return type;
        }
        FieldType.Later later = FieldType.later();
        last.add(() -> later.define(overridden(type, reference, relationship)));
        return later.type();
    }

    private FieldType overridden(FieldType type, Node.Obj reference, String relationship) {
        MapType map = type.map();
        if (map != null) {
            MapType changed = relationship.equals("atomic") ? map.atomic() : map.granular();
            return FieldType.of(type.scalar(), type.list(), changed);
        }
        ListType list = type.list();
        if (list == null) {
            return NONE;
        }
        List<String> keys = keys(reference, list);
        return FieldType.of(type.scalar(), list(list.element(), keys, relationship), null);
    }

    /** An atomic list keeps no keys in a field type; the schema may have them nevertheless. */
    private static List<String> keys(Node.Obj reference, ListType list) {
        List<Node> given = reference.object("list").array("keys").items();
        return given.isEmpty()
                ? list.keys()
                : given.stream().map(key -> ((Node.Str) key).value()).toList();
    }
}
