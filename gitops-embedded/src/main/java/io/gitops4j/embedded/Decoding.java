package io.gitops4j.embedded;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object as the API server has it once it read it into its own types: without nulls and empty lists, {@code
 * stringData} of a Secret in its {@code data}, a Namespace labelled with its name. An update owns what this makes of the
 * request; an apply owns what it said itself, since this happens after the merge. Pure.
 */
final class Decoding {
    private static final GroupKind SECRET = new GroupKind("", "Secret");
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private Decoding() {}

    static Node.Obj decoded(GroupKind kind, ObjectSchema schema, Node.Obj object) {
        // objects of definitions are read into no type, and may hold nulls
        Node.Obj decoded =
                schema.source() == ObjectSchema.Source.BUILT_IN ? (Node.Obj) read(schema.type(), object) : object;
        if (kind.equals(SECRET)) {
            return encoded(decoded);
        }
        return kind.equals(Admission.NAMESPACE) ? named(decoded) : decoded;
    }

    private static Node.Obj encoded(Node.Obj secret) {
        if (!(secret.get("stringData") instanceof Node.Obj plain)) {
            return secret;
        }
        Node.Obj data = secret.object("data");
        for (int i = 0; i < plain.size(); i++) {
            if (plain.value(i) instanceof Node.Str text) {
                byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
                data = data.with(plain.key(i), Node.of(Base64.getEncoder().encodeToString(bytes)));
            }
        }
        return secret.without("stringData").with("data", data);
    }

    private static Node.Obj named(Node.Obj namespace) {
        Node name = Metadata.of(namespace).get("name");
        Node.Obj labels = Metadata.of(namespace).object("labels");
        return name == null ? namespace : Metadata.with(namespace, "labels", labels.with(NAME_LABEL, name));
    }

    /** A null is the zero value of what it stands for: no field, an empty text in a map or a list. */
    private static Node read(@Nullable FieldType type, Node node) {
        if (type == null || type.scalar() == Scalar.ANY) {
            return node; // kept as it came, such as the defaults in the schema of a definition
        }
        if (node instanceof Node.Obj object) {
            return object(type, object);
        }
        return node instanceof Node.Arr array ? array(type, array) : node;
    }

    private static Node.Obj object(FieldType type, Node.Obj object) {
        MapType map = type.map();
        ObjBuilder out = null;
        for (int i = 0; i < object.size(); i++) {
            StructField field = map == null ? null : map.field(object.key(i));
            FieldType below = field != null ? field.type() : map == null ? null : map.element();
            Node before = object.value(i);
            Node after = field != null && isLeftOut(field, before)
                    ? null
                    : before instanceof Node.Null ? zero(below) : read(below, before);
            if (out == null && after != before) {
                out = Node.objectBuilder(object.size());
                for (int done = 0; done < i; done++) {
                    out.put(object.key(done), object.value(done));
                }
            }
            if (out != null && after != null) {
                out.put(object.key(i), after);
            }
        }
        return out == null ? object : out.build();
    }

    /** Of a Go type neither a null is left nor, once it was stored, an empty list or map. */
    private static boolean isLeftOut(StructField field, Node value) {
        return value instanceof Node.Null || field.isBlank(value) && !EmptyStructs.always(field);
    }

    private static Node.Arr array(FieldType type, Node.Arr array) {
        ListType list = type.list();
        FieldType element = list == null ? null : list.element();
        List<Node> items = new ArrayList<>(array.size());
        boolean changed = false;
        for (Node before : array.items()) {
            Node after = before instanceof Node.Null ? zero(element) : read(element, before);
            changed |= after != before;
            if (after != null) {
                items.add(after);
            }
        }
        return changed ? Node.array(items) : array;
    }

    private static @Nullable Node zero(@Nullable FieldType type) {
        Scalar scalar = type == null ? null : type.scalar();
        if (scalar == Scalar.QUANTITY) {
            return Node.of("0");
        }
        return scalar == Scalar.STRING || scalar == Scalar.BYTES ? Node.of("") : null;
    }
}
