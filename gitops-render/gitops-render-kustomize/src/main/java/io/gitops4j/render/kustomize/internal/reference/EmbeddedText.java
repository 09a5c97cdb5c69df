package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Dialect;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets fields of a JSON or YAML document that is a text in an object, as the files of a config map are ({@code
 * setValueInStructuredData} of {@code api/filters/replacement/replacement.go}).
 */
final class EmbeddedText {
    private EmbeddedText() {}

    /** A text that was set in an object, and where it is. */
    record Changed(Node.Obj body, Path path, Node text) {}

    /** The root of the document that {@code text} holds; null where it holds none. */
    static @Nullable Node root(String text) {
        Document document = document(text);
        return document == null ? null : document.root();
    }

    private static @Nullable Document document(String text) {
        try {
            List<Document> documents =
                    Parser.tolerant().dialect(Dialect.KUSTOMIZE).parseYaml("", text);
            return documents.isEmpty() ? null : documents.get(0);
        } catch (GitOpsException noDocument) {
            return null;
        }
    }

    /**
     * {@code body} with the field set that {@code steps} lead to through a text; null where they lead through none, or the
     * field cannot be set there.
     */
    static @Nullable Changed set(Node.Obj body, List<String> steps, ReplacedValue value, FieldOptions options) {
        for (int i = 1; i < steps.size(); i++) {
            FieldPath.Found found;
            try {
                found = FieldPath.lookup(body, steps.subList(0, i));
            } catch (FieldMismatch notHere) {
                continue;
            }
            if (found != null && found.value() instanceof Node.Str text) {
                Document document = document(text.value());
                if (document != null) {
                    return set(
                            body,
                            found.path(),
                            text.value(),
                            document,
                            new TargetWalk(steps.subList(i, steps.size()), value, options, (path, now) -> {}));
                }
            }
        }
        return null;
    }

    private static @Nullable Changed set(Node.Obj body, Path path, String text, Document document, TargetWalk walk) {
        if (ScalarText.isScalar(document.root())) {
            return null;
        }
        Node after;
        try {
            after = walk.in(document.root());
        } catch (FieldMismatch notHere) {
            return null;
        }
        if (!walk.hasFound()) {
            return null;
        }
        Node now = Node.of(printed(text, document, after, walk.fields()));
        return new Changed((Node.Obj) body.with(path, now), path, now);
    }

    private static String printed(String text, Document before, Node after, List<TargetWalk.Set> fields) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
            String edited = YamlEdit.set(text, before, after, fields);
            return (edited == null ? Printer.yaml(after, Mask.none()) : edited).strip();
        }
        boolean indented = text.contains("\n") && text.contains("  ");
        return escaped(indented ? Printer.jsonPretty(after, Mask.none()) : Printer.json(after, Mask.none()));
    }

    /** JSON as Go writes it, in which the signs of HTML are escaped; outside of strings there are none of them. */
    private static String escaped(String json) {
        return json.strip()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
