package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Dialect;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scalars as the text that YAML has for them, and back. */
final class Scalars {
    /** Texts that are truth values in YAML 1.1 alone, which Kustomize reads as strings. */
    private static final Set<String> OLD_BOOLEANS = Set.of("y", "n", "yes", "no", "on", "off");

    /** No longer text is a number of 64 bits, a truth value, null or a date. */
    private static final int LONGEST = 400;

    private Scalars() {}

    /** The text of any value, as it would be written in YAML. */
    static String yaml(Node node) {
        return ScalarText.isScalar(node)
                ? ScalarText.of(node)
                : Printer.yaml(node, Mask.none()).strip();
    }

    /** What {@code text} is where it stands in YAML without quotes. */
    static Node resolve(String text) {
        if (text.isEmpty()) {
            return Node.nil();
        }
        if (!mayBeTyped(text)) {
            return Node.of(text);
        }
        try {
            List<Document> read = Parser.strict().dialect(Dialect.KUSTOMIZE).parseYaml("", "v: " + text);
            Node value = read.get(0).root().at("v").orElse(Node.nil());
            return ScalarText.isScalar(value) ? value : Node.of(text);
        } catch (GitOpsException tooLarge) {
            return Node.of(text);
        }
    }

    private static boolean mayBeTyped(String text) {
        if (text.length() > LONGEST || OLD_BOOLEANS.contains(text.toLowerCase(Locale.ROOT))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || "+-._~".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** {@code text} as a scalar of the type of {@code like}; null where it is none of that type. */
    static @Nullable Node as(Node like, String text) {
        if (like instanceof Node.Str) {
            return Node.of(text);
        }
        Node read = resolve(text);
        return read.kind() == like.kind() ? read : null;
    }

    /** The tag of a scalar. */
    static String tag(Node scalar) {
        return switch (scalar.kind()) {
            case NUMBER -> ((Node.Num) scalar).value() instanceof Double ? "!!float" : "!!int";
            case BOOLEAN -> "!!bool";
            case NULL -> "!!null";
            default -> "!!str";
        };
    }

    /** The text of a scalar as Go's {@code %v} prints it, which differs for numbers with a point. */
    static String printed(Node scalar) {
        if (!(scalar instanceof Node.Num number) || !(number.value() instanceof Double)) {
            return ScalarText.of(scalar);
        }
        BigDecimal value = new BigDecimal(ScalarText.of(scalar)).stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return value.toPlainString();
        }
        String digits = value.unscaledValue().abs().toString();
        return (value.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
