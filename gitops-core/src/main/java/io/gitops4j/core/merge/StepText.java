package io.gitops4j.core.merge;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps as text in the FieldsV1 encoding, byte for byte as the API server writes them: structured-merge-diff {@code
 * fieldpath/serialize-pe.go} over json-iterator, which escapes {@code <}, {@code >} and {@code &} within values.
 */
final class StepText {
    private static final String HEX = "0123456789abcdef";

    private StepText() {}

    /**
     * The step that {@code text} means, or null where its prefix is unknown.
     *
     * @throws GitOpsException where it is malformed
     */
    static @Nullable Object parse(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            throw FieldsV1.invalid("a step of a field set begins with a letter and a colon, not so: " + text);
        }
        return switch (text.charAt(0)) {
            case 'f' -> text.substring(2);
            case 'k' -> key(text);
            case 'v' -> PathElement.item(value(text));
            case 'i' -> index(text);
            default -> null;
        };
    }

    private static PathElement key(String text) {
        if (value(text) instanceof Node.Obj keys) {
            return PathElement.key(keys);
        }
        throw FieldsV1.invalid("an item's keys are a JSON object, not so: " + text);
    }

    private static PathElement index(String text) {
        int digits = text.length() - 2;
        boolean number = digits > 0 && digits < 10;
        for (int i = 2; i < text.length() && number; i++) {
            number = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!number) {
            throw FieldsV1.invalid("an item's index is a number from 0, not so: " + text);
        }
        return PathElement.index(Integer.parseInt(text.substring(2)));
    }

    private static Node value(String text) {
        Node simple = new SimpleJson(text, 2).read();
        return simple != null ? simple : json(text.substring(2));
    }

    /** One JSON value; what is more, or less, is an error. */
    static Node json(String text) {
        List<Document> values = Parser.tolerant().parseJson("managedFields", text);
        if (values.size() == 1) {
            return values.get(0).root();
        }
        // the parser leaves nulls out
        if (values.isEmpty() && text.strip().equals("null")) {
            return Node.nil();
        }
        throw FieldsV1.invalid("one JSON value was expected, not so: " + text);
    }

    static String serialized(Node.Obj keys) {
        StringBuilder out = new StringBuilder("k:{");
        for (int i = 0; i < keys.size(); i++) {
            out.append(i == 0 ? "" : ",");
            quote(keys.key(i), out, false);
            out.append(':');
            write(keys.value(i), out);
        }
        return out.append('}').toString();
    }

    static String serialized(Node value) {
        StringBuilder out = new StringBuilder("v:");
        write(value, out);
        return out.toString();
    }

    private static void write(Node node, StringBuilder out) {
        if (node instanceof Node.Str text) {
            quote(text.value(), out, true);
        } else if (node instanceof Node.Num number) {
            number(number, out);
        } else if (node instanceof Node.Obj obj) {
            out.append('{');
            for (int i = 0; i < obj.size(); i++) {
                out.append(i == 0 ? "" : ",");
                quote(obj.key(i), out, true);
                out.append(':');
                write(obj.value(i), out);
            }
            out.append('}');
        } else if (node instanceof Node.Arr arr) {
            out.append('[');
            for (int i = 0; i < arr.size(); i++) {
                out.append(i == 0 ? "" : ",");
                write(arr.get(i), out);
            }
            out.append(']');
        } else {
            out.append(node instanceof Node.Bool truth ? String.valueOf(truth.value()) : "null");
        }
    }

    /** As Go's {@code strconv}: an exponent has two digits at least. */
    private static void number(Node.Num number, StringBuilder out) {
        if (number.isLong()) {
            out.append(number.value().longValue());
            return;
        }
        String text = Printer.json(number, Mask.none());
        int exponent = text.indexOf('e');
        boolean oneDigit = exponent >= 0 && text.length() == exponent + 3;
        out.append(oneDigit ? text.substring(0, exponent + 2) + "0" + text.substring(exponent + 2) : text);
    }

    /** The encoded {@code step} as a JSON string, the markup of a name not escaped. */
    static void quote(Object step, StringBuilder out) {
        out.append('"');
        if (step instanceof String name) {
            out.append("f:");
            escape(name, out, false);
        } else {
            escape(((PathElement) step).serialized(), out, false);
        }
        out.append('"');
    }

    private static void quote(String text, StringBuilder out, boolean markup) {
        out.append('"');
        escape(text, out, markup);
        out.append('"');
    }

    private static void escape(String text, StringBuilder out, boolean markup) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = c < 0x20
                    || c == '"'
                    || c == '\\'
                    || markup && (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029');
            if (escaped) {
                out.append(text, done, i);
                done = i + 1;
                escape(c, out);
            }
        }
        out.append(text, done, text.length());
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 15));
                }
            }
        }
    }
}
