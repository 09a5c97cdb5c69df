package io.gitops4j.core.merge;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The annotation in which client-side {@code kubectl apply} remembers what it applied, for objects that move on to
 * server-side apply by a manager of that name (apimachinery {@code util/managedfields/internal/lastappliedmanager.go} and
 * {@code lastappliedupdater.go}).
 */
final class LastApplied {
    private static final String MANAGER = "kubectl";
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final int MOST_BYTES = 256 * 1024;

    private LastApplied() {}

    static boolean concerns(FieldManager manager) {
        return manager.name().equals(MANAGER);
    }

    private static Optional<String> annotation(Node.Obj object) {
        return object.text("metadata", "annotations", ANNOTATION).filter(text -> !text.isEmpty());
    }

    /** The fields that are still as they were applied last: changing them is no conflict for the manager. */
    static FieldSet unchanged(Node.Obj live, FieldType type, String apiVersion) {
        Optional<String> text = annotation(live);
        if (text.isEmpty()) {
            return FieldSet.EMPTY;
        }
        try {
            Node before = StepText.json(text.get());
            if (!before.text("apiVersion").orElse("").equals(apiVersion)) {
                return FieldSet.EMPTY;
            }
            TypedValue last = TypedValue.of(before, type);
            new Validating(false, true).check(type, before);
            new Validating(false, true).check(type, live);
            Comparison since = last.compare(TypedValue.of(live, type));
            return last.fieldSet().minus(since.modified()).minus(since.added()).minus(since.removed());
        } catch (GitOpsException unreadable) {
            return FieldSet.EMPTY;
        }
    }

    /** {@code after}, which remembers {@code applied} where it has the annotation. */
    static Node.Obj remember(Node.Obj after, Node.Obj applied) {
        if (annotation(after).isEmpty()) {
            return after;
        }
        Node.Obj metadata = after.object("metadata");
        Node.Obj annotations = texts(metadata.object("annotations"));
        Node.Obj remembering = annotations.with(ANNOTATION, Node.of(text(applied)));
        boolean fits = bytes(remembering) <= MOST_BYTES;
        Node.Obj changed = fits ? remembering : annotations.without(ANNOTATION);
        return after.with("metadata", metadata.with("annotations", changed));
    }

    private static String text(Node.Obj applied) {
        Node.Obj metadata = applied.object("metadata");
        Node.Obj bare = applied;
        if (metadata.get("annotations") instanceof Node.Obj annotations) {
            bare = applied.with("metadata", metadata.with("annotations", texts(annotations.without(ANNOTATION))));
        } else if (metadata.has("annotations")) {
            bare = applied.with("metadata", metadata.without("annotations"));
        }
        return escaped(Printer.json(bare, Mask.none())) + "\n";
    }

    /** The server reads annotations as texts before it writes them again: null is the empty text. */
    private static Node.Obj texts(Node.Obj annotations) {
        Node.Obj texts = annotations;
        for (int i = 0; i < annotations.size(); i++) {
            texts = annotations.value(i) instanceof Node.Null ? texts.with(annotations.key(i), Node.of("")) : texts;
        }
        return texts;
    }

    /** As Go's {@code encoding/json}: markup and line separators escaped; those stand in strings alone. */
    private static String escaped(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            switch (json.charAt(i)) {
                case '<' -> out.append("\\u003c");
                case '>' -> out.append("\\u003e");
                case '&' -> out.append("\\u0026");
                case '\u2028' -> out.append("\\u2028");
                case '\u2029' -> out.append("\\u2029");
                default -> out.append(json.charAt(i));
            }
        }
        return out.toString();
    }

    private static long bytes(Node.Obj annotations) {
        long bytes = 0;
        for (int i = 0; i < annotations.size(); i++) {
            bytes += annotations.key(i).getBytes(StandardCharsets.UTF_8).length;
            bytes += annotations.value(i) instanceof Node.Str text
                    ? text.value().getBytes(StandardCharsets.UTF_8).length
                    : 0;
        }
        return bytes;
    }
}
