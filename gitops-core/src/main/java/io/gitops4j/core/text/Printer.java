package io.gitops4j.core.text;

import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes trees as YAML and JSON that every reader reads back as the same tree. Values that the {@link Mask} hides
 * print as the string {@code ***}. Keys come in the tree's order: sorted, so that equal trees give equal texts.
 */
public final class Printer {
    static final String HIDDEN = "***";

    private Printer() {}

    /** The tree as one YAML document, without a document marker. */
    public static String yaml(Node node, Mask mask) {
        StringBuilder out = new StringBuilder();
        new YamlText(out, mask).document(node);
        return out.toString();
    }

    /** The trees as YAML documents, {@code ---} between them; hides nothing. */
    public static String yaml(List<? extends Node> documents) {
        StringBuilder out = new StringBuilder();
        for (Node document : documents) {
            out.append(out.length() == 0 ? "" : "---\n");
            new YamlText(out, Mask.none()).document(document);
        }
        return out.toString();
    }

    /** The tree as JSON (RFC 8259) without blanks. */
    public static String json(Node node, Mask mask) {
        return JsonText.compact(node, mask);
    }

    /** The tree as JSON, indented by two. */
    public static String jsonPretty(Node node, Mask mask) {
        return JsonText.pretty(node, mask);
    }

    /** The canonical bytes of the tree (RFC 8785), for digests: equal trees have equal bytes, in every process. */
    public static byte[] canonicalJson(Node node) {
        return JsonText.compact(node, Mask.none()).getBytes(StandardCharsets.UTF_8);
    }
}
