package io.gitops4j.core.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Walks types by paths such as {@code spec.ports[].port} or {@code metadata.labels.*}. */
final class Types {
    private Types() {}

    /** The field at the end of {@code path}. */
    static StructField field(FieldType root, String path) {
        int dot = path.lastIndexOf('.');
        MapType parent = (dot < 0 ? root : at(root, path.substring(0, dot))).map();
        StructField field = parent == null ? null : parent.field(path.substring(dot + 1));
        if (field == null) {
            throw new AssertionError("the type has no field " + path);
        }
        return field;
    }

    /** The type at the end of {@code path}. */
    static FieldType at(FieldType root, String path) {
        FieldType type = root;
        for (String step : steps(path)) {
            FieldType next = switch (step) {
                case "[]" -> type.list() == null ? null : type.list().element();
                case "*" -> type.map() == null ? null : type.map().element();
                default -> member(type, step);
            };
            if (next == null) {
                throw new AssertionError("the type has no " + step + " of " + path);
            }
            type = next;
        }
        return type;
    }

    private static FieldType member(FieldType type, String name) {
        if (type.map() == null) {
            return null;
        }
        StructField field = type.map().field(name);
        return field == null ? type.map().element() : field.type();
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String part : path.isEmpty() ? new String[0] : path.split("\\.")) {
            String name = part.replace("[]", "");
            if (!name.isEmpty()) {
                steps.add(name);
            }
            int lists = (part.length() - name.length()) / 2;
            steps.addAll(Arrays.asList(new String[lists]));
        }
        steps.replaceAll(step -> step == null ? "[]" : step);
        return steps;
    }
}
