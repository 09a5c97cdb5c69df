package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Dialect;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mark;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sets scalars in a YAML text and leaves all else as it is written: the order of the keys, comments and blanks. An edit counts
 * only where the text that comes of it reads as the document that was wanted.
 */
final class YamlEdit {
    private YamlEdit() {}

    /** {@code text}, which reads as {@code before}, with {@code fields} set; null where that cannot be done in place. */
    static @Nullable String set(String text, Document before, Node after, List<TargetWalk.Set> fields) {
        TreeMap<Integer, TargetWalk.Set> byPlace = new TreeMap<>(Comparator.reverseOrder());
        for (TargetWalk.Set field : fields) {
            Node old = before.root().at(field.path()).orElse(null);
            if (old == null || !ScalarText.isScalar(old) || !ScalarText.isScalar(field.value())) {
                return null;
            }
            byPlace.put(offset(text, before.marks().at(field.path())), field);
        }
        StringBuilder edited = new StringBuilder(text);
        for (var entry : byPlace.entrySet()) {
            int start = entry.getKey();
            Node old = before.root().at(entry.getValue().path()).orElseThrow();
            int end = end(text, start, old);
            if (end <= start) {
                return null;
            }
            edited.replace(
                    start, end, written(text.charAt(start), entry.getValue().value()));
        }
        return reads(edited.toString(), after) ? edited.toString() : null;
    }

    private static boolean reads(String text, Node wanted) {
        try {
            List<Document> documents =
                    Parser.tolerant().dialect(Dialect.KUSTOMIZE).parseYaml("", text);
            return !documents.isEmpty() && documents.get(0).root().equals(wanted);
        } catch (GitOpsException broken) {
            return false;
        }
    }

    private static int offset(String text, Mark mark) {
        int line = 0;
        for (int i = 1; i < mark.line(); i++) {
            line = text.indexOf('\n', line) + 1;
        }
        return text.offsetByCodePoints(line, mark.column() - 1);
    }

    /** Where the scalar ends that starts at {@code start}; {@code start} where that is not plain to see. */
    private static int end(String text, int start, Node old) {
        if (start >= text.length()) {
            return start;
        }
        char first = text.charAt(start);
        if (first == '"' || first == '\'') {
            return quoteEnd(text, start, first);
        }
        if (old instanceof Node.Str plain) {
            return text.startsWith(plain.value(), start) ? start + plain.value().length() : start;
        }
        int end = start;
        while (end < text.length() && isOfNumberOrWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int quoteEnd(String text, int start, char quote) {
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && quote == '"') {
                at++;
            } else if (c == quote) {
                if (quote == '"' || at + 1 == text.length() || text.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            }
            at++;
        }
        return start;
    }

    private static boolean isOfNumberOrWord(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || "+-._~".indexOf(c) >= 0;
    }

    /** A value as it is written in the place of one that starts with {@code first}: in the same quotes, where it has some. */
    private static String written(char first, Node value) {
        boolean text = value instanceof Node.Str;
        String plain = text ? ((Node.Str) value).value() : "";
        if (text && first == '\'' && plain.indexOf('\n') < 0) {
            return "'" + plain.replace("'", "''") + "'";
        }
        String printed = Printer.yaml(value, Mask.none()).strip();
        return text && (first == '"' || first == '\'' || printed.indexOf('\n') >= 0)
                ? Printer.json(value, Mask.none())
                : printed;
    }
}
