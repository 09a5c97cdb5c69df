package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.tree.Node;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * JSON as Go's {@code encoding/json} writes it, byte for byte: keys in the order of their UTF-8, characters of HTML and the
 * line separators of JavaScript escaped, every number a double.
 */
final class GoJson {
    /** Above it, and below its counterpart, numbers have an exponent. */
    private static final double LARGEST_PLAIN = 1e21;

    private static final double SMALLEST_PLAIN = 1e-6;

    private GoJson() {}

    static void append(StringBuilder out, Node node) {
        switch (node.kind()) {
            case OBJECT -> object(out, (Node.Obj) node);
            case ARRAY -> array(out, (Node.Arr) node);
            case STRING -> text(out, ((Node.Str) node).value());
            case NUMBER -> number(out, ((Node.Num) node).value().doubleValue());
            case BOOLEAN -> out.append(((Node.Bool) node).value());
            case NULL -> out.append("null");
        }
    }

    private static void object(StringBuilder out, Node.Obj obj) {
        List<String> keys = obj.keys().stream().sorted(byUtf8()).toList();
        out.append('{');
        for (int i = 0; i < keys.size(); i++) {
            out.append(i == 0 ? "" : ",");
            text(out, keys.get(i));
            out.append(':');
            Node value = obj.get(keys.get(i));
            append(out, value == null ? Node.nil() : value);
        }
        out.append('}');
    }

    /** The order of UTF-8, which is that of code points, and not that of UTF-16 past the basic plane. */
    private static Comparator<String> byUtf8() {
        return (left, right) -> {
            int shorter = Math.min(left.length(), right.length());
            for (int i = 0; i < shorter; i++) {
                char a = left.charAt(i);
                char b = right.charAt(i);
                if (a != b) {
                    boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
                    return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
                }
            }
            return Integer.compare(left.length(), right.length());
        };
    }

    private static void array(StringBuilder out, Node.Arr list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ",");
            append(out, list.get(i));
        }
        out.append(']');
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void number(StringBuilder out, double value) {
        double size = Math.abs(value);
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (size == 0 || size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            out.append(size == 0 ? "0" : decimal.toPlainString());
            return;
        }
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        out.append(value < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? "-" : "+").append(Math.abs(exponent));
    }
}
