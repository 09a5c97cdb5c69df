package io.gitops4j.core.application;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Writes the document of an application as YAML in the order in which a person would write it. */
final class ApplicationText {
    private static final List<String> ORDER = List.of(
            "format",
            "group",
            "version",
            "kind",
            "manager",
            "operation",
            "subresource",
            "name",
            "tenant",
            "source",
            "sources",
            "cluster",
            "namespace",
            "prune",
            "allowEmpty",
            "suspend",
            "adopt",
            "onDrift",
            "interval",
            "timeout",
            "transformers",
            "ignore",
            "labels",
            "annotations",
            "extent",
            "jsonPointers",
            "jsonPaths",
            "jqPathExpressions",
            "fields",
            "managedFieldsManagers",
            "onApply",
            "type",
            "address",
            "ref",
            "path",
            "credential",
            "render",
            "renderer",
            "options");

    /** Texts that every reader of YAML takes for texts without quotes, except for the words below. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/][-A-Za-z0-9_./@]*(:[-A-Za-z0-9_./@]+)*|([0-9]+(h|m|s|ms))+");

    private static final Set<String> NO_TEXTS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity");

    private final StringBuilder out = new StringBuilder();

    private ApplicationText() {}

    static String of(Node.Obj document) {
        ApplicationText text = new ApplicationText();
        text.members(document, 0, false);
        return text.out.toString();
    }

    /** The members of a map in {@link #ORDER}, then sorted; the first stands on the line that is begun where {@code begun}. */
    private void members(Node.Obj obj, int indent, boolean begun) {
        boolean first = begun;
        List<Integer> positions = IntStream.range(0, obj.size())
                .boxed()
                .sorted(Comparator.comparingInt(position -> rank(obj.key(position))))
                .toList();
        for (int position : positions) {
            out.append(first ? "" : " ".repeat(indent))
                    .append(text(obj.key(position)))
                    .append(':');
            first = false;
            below(obj.value(position), indent);
        }
    }

    private static int rank(String key) {
        int rank = ORDER.indexOf(key);
        return rank < 0 ? ORDER.size() : rank;
    }

    private void below(Node value, int indent) {
        if (value instanceof Node.Obj obj && obj.size() > 0) {
            out.append('\n');
            members(obj, indent + 2, false);
        } else if (value instanceof Node.Arr arr && arr.size() > 0) {
            out.append('\n');
            items(arr, indent + 2);
        } else {
            out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void items(Node.Arr arr, int indent) {
        for (Node item : arr.items()) {
            out.append(" ".repeat(indent)).append("- ");
            if (item instanceof Node.Obj obj && obj.size() > 0) {
                members(obj, indent + 2, true);
            } else if (item instanceof Node.Arr inner && inner.size() > 0) {
                // the first item of a list in a list stands on a line of its own
                out.setLength(out.length() - 1);
                out.append('\n');
                items(inner, indent + 2);
            } else {
                out.append(scalar(item)).append('\n');
            }
        }
    }

    private static String scalar(Node value) {
        return value instanceof Node.Str text ? text(text.value()) : Printer.json(value, Mask.none());
    }

    private static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !NO_TEXTS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (printable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format("\\u%04x", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** What YAML 1.2 lets stand as it is (section 5.1), without line ends and marks of byte order. */
    private static boolean printable(int c) {
        boolean ascii = c >= 0x20 && c < 0x7f;
        boolean plane = c >= 0xa0 && c < 0xfffe && !Character.isSurrogate((char) c);
        boolean special = c == 0x2028 || c == 0x2029 || c == 0xfeff;
        return ascii || c > 0xffff || (plane && !special);
    }
}
