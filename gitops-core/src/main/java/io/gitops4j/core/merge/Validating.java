package io.gitops4j.core.merge;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a value is of its type (structured-merge-diff {@code typed/validate.go}). For one call. */
final class Validating {
    private final boolean allowsDuplicates;
    private final boolean allowsUnknown;
    private final Trail trail = new Trail();
    private final List<Problem> problems = new ArrayList<>();

    Validating(boolean allowsDuplicates, boolean allowsUnknown) {
        this.allowsDuplicates = allowsDuplicates;
        this.allowsUnknown = allowsUnknown;
    }

    void check(FieldType type, Node value) {
        validate(type, value);
        if (!problems.isEmpty()) {
            throw new GitOpsException(problems);
        }
    }

    private void validate(FieldType declared, Node value) {
        FieldType type = allowsUnknown ? Shape.known(declared) : declared;
        MapType map = type.map();
        ListType list = type.list();
        Scalar scalar = type.scalar();
        if (map == null && list == null && scalar == null) {
            problem("the schema gives no type");
        } else if (value instanceof Node.Obj obj && map != null) {
            members(map, obj);
        } else if (value instanceof Node.Arr arr && list != null) {
            items(list, arr);
        } else if (!(value instanceof Node.Null)) {
            Shape shape = Shape.of(type, value);
            if (shape != Shape.SCALAR || !fits(scalar, value)) {
                problem("expected " + expected(shape, scalar) + ", not " + article(value));
            }
        }
    }

    private void members(MapType map, Node.Obj obj) {
        for (int i = 0; i < obj.size(); i++) {
            StructField field = map.field(obj.key(i));
            FieldType type = field == null ? map.element() : field.type();
            trail.field(obj.key(i));
            if (type != null) {
                validate(type, obj.value(i));
            } else if (!allowsUnknown) {
                problem("field not declared in schema");
            }
            trail.back();
        }
    }

    private void items(ListType type, Node.Arr list) {
        Items items = type.isAtomic() ? null : new Items(type, list);
        for (int i = 0; i < list.size(); i++) {
            trail.item(i);
            boolean told = items == null || told(items, i);
            if (told) {
                validate(type.element(), list.get(i));
            }
            trail.back();
        }
    }

    private boolean told(Items items, int item) {
        String problem = items.problem(item);
        if (problem != null) {
            problem(problem);
            return false;
        }
        if (!allowsDuplicates && items.first(item) != item) {
            problem("the item " + items.element(item) + " is there twice");
        }
        return true;
    }

    private void problem(String message) {
        problems.add(trail.problem(message));
    }

    private static boolean fits(@Nullable Scalar scalar, Node value) {
        if (scalar == null) {
            return false;
        }
        boolean text = value instanceof Node.Str;
        boolean number = value instanceof Node.Num;
        return switch (scalar) {
            case ANY -> text || number || value instanceof Node.Bool;
            case NUMBER -> number;
            case BOOLEAN -> value instanceof Node.Bool;
            case INT_OR_STRING, QUANTITY -> text || number;
            case STRING, DURATION, TIME, MICRO_TIME, BYTES -> text;
        };
    }

    private static String expected(Shape shape, @Nullable Scalar scalar) {
        return switch (shape) {
            case MAP -> "an object";
            case LIST -> "a list";
            case SCALAR ->
                "a value of the type "
                        + String.valueOf(scalar).toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String article(Node value) {
        return switch (value.kind()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
        };
    }
}
