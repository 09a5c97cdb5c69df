package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.util.List;

/** A small kind with one field of each sort, and its values as YAML. */
public final class Types {
    private static final FieldType STRING = FieldType.of(Scalar.STRING);
    private static final FieldType NUMBER = FieldType.of(Scalar.NUMBER);

    private Types() {}

    static final FieldType PORT = FieldType.of(MapType.of(
            List.of(
                    StructField.of("port", NUMBER),
                    StructField.of("protocol", STRING).withDefault(Node.of("TCP")),
                    StructField.of("name", STRING)),
            null));

    private static final FieldType CONTAINER = FieldType.of(MapType.of(
            List.of(
                    StructField.of("name", STRING),
                    StructField.of("image", STRING),
                    StructField.of("args", FieldType.of(ListType.atomic(STRING))),
                    StructField.of("ports", FieldType.of(ListType.keyed(PORT, List.of("port", "protocol"))))),
            null));

    public static final FieldType SPEC = FieldType.of(MapType.of(
            List.of(
                    StructField.of("replicas", NUMBER),
                    StructField.of("containers", FieldType.of(ListType.keyed(CONTAINER, List.of("name")))),
                    StructField.of("words", FieldType.of(ListType.set(STRING))),
                    StructField.of("selector", FieldType.of(MapType.of(STRING).atomic())),
                    StructField.of("data", FieldType.of(MapType.of(STRING))),
                    StructField.of("any", FieldType.deduced())),
            null));

    private static final FieldType METADATA = FieldType.of(MapType.of(
            List.of(
                    StructField.of("name", STRING),
                    StructField.of("uid", STRING),
                    StructField.of("labels", FieldType.of(MapType.of(STRING))),
                    StructField.of("annotations", FieldType.of(MapType.of(STRING)))),
            null));

    public static final FieldType KIND = FieldType.of(MapType.of(
            List.of(
                    StructField.of("apiVersion", STRING),
                    StructField.of("kind", STRING),
                    StructField.of("metadata", METADATA),
                    StructField.of("spec", SPEC),
                    StructField.of("status", FieldType.deduced())),
            null));

    static Node yaml(String text) {
        return Parser.strict().parseYaml("object.yaml", text).get(0).root();
    }

    static TypedValue spec(String text) {
        return TypedValue.of(yaml(text), SPEC);
    }

    /** An object of the kind with that spec, in flow style. */
    static Node.Obj object(String spec) {
        return (Node.Obj) yaml("{apiVersion: g/v1, kind: Thing, metadata: {name: web}, spec: " + spec + "}");
    }

    /** {@code spec} with what {@code more} says. */
    public static Node.Obj merged(Node.Obj spec, Node.Obj more) {
        return (Node.Obj)
                TypedValue.of(spec, SPEC).merge(TypedValue.of(more, SPEC)).value();
    }
}
