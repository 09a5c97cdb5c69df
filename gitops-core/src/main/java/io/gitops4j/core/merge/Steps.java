package io.gitops4j.core.merge;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** One step of a field path in the FieldsV1 encoding. */
final class Steps {
    private Steps() {}

    /** The step as this package keeps it; null for {@code "."}, an unknown prefix, and a step that is malformed. */
    static @Nullable String canonical(String step) {
        if (step.startsWith("f:")) {
            return step;
        }
        if (step.startsWith("k:") || step.startsWith("v:")) {
            Node value = value(step);
            if (value == null || step.charAt(0) == 'k' && !(value instanceof Node.Obj)) {
                return null;
            }
            // numbers that are equal, and keys in another order, tell the same element
            return step.substring(0, 2) + Printer.json(value, Mask.none());
        }
        return step.matches("i:(0|[1-9][0-9]{0,8})") ? step : null;
    }

    private static @Nullable Node value(String step) {
        try {
            List<Document> values = Parser.tolerant().parseJson("managedFields", step.substring(2));
            // the parser leaves nulls out
            return values.isEmpty() ? Node.nil() : values.get(0).root();
        } catch (GitOpsException malformed) {
            return null;
        }
    }

    /** The step as Kubernetes prints it within a path. */
    static String printed(String step) {
        String text = step.substring(2);
        return switch (step.charAt(0)) {
            case 'f' -> "." + text;
            case 'v' -> "[=" + text + "]";
            case 'k' -> keys(value(step));
            default -> "[" + text + "]";
        };
    }

    private static String keys(@Nullable Node value) {
        StringJoiner keys = new StringJoiner(",", "[", "]");
        if (value instanceof Node.Obj obj) {
            for (int i = 0; i < obj.size(); i++) {
                keys.add(obj.key(i) + "=" + Printer.json(obj.value(i), Mask.none()));
            }
        }
        return keys.toString();
    }
}
