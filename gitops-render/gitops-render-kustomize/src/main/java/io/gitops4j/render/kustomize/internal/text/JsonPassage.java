package io.gitops4j.render.kustomize.internal.text;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What becomes of scalars on upstream's way from a resource to its text: Go's {@code encoding/json} writes them, then
 * go-yaml v2 reads that as YAML.
 */
final class JsonPassage {
    private static final char NEXT_LINE = '\u0085';

    private JsonPassage() {}

    /**
     * The text with each next-line character folded, as YAML folds a break between quotes: with the blanks around it, one
     * becomes a blank and several become one line feed less. JSON leaves the character as it is.
     */
    static String text(String text) {
        int at = text.indexOf(NEXT_LINE);
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            int end = at;
            while (end > from && text.charAt(end - 1) == ' ') {
                end--;
            }
            out.append(text, from, end);
            int breaks = 0;
            from = at;
            while (from < text.length() && (text.charAt(from) == NEXT_LINE || text.charAt(from) == ' ')) {
                breaks += text.charAt(from) == NEXT_LINE ? 1 : 0;
                from++;
            }
            out.append(breaks == 1 ? " " : "\n".repeat(breaks - 1));
            at = text.indexOf(NEXT_LINE, from);
        }
        return out.append(text, from, text.length()).toString();
    }

    /** Integers of 64 bits, signed or not, in digits; others as Go's {@code FormatFloat(value, 'g', -1, 64)}. */
    static String number(Node.Num number) {
        Number value = number.value();
        boolean integer = value instanceof Long
                || value instanceof BigInteger big && big.signum() > 0 && big.bitLength() <= Long.SIZE;
        double real = value.doubleValue();
        return integer || Double.isInfinite(real) ? value.toString() : real(real);
    }

    private static String real(double value) {
        // the least long, of which a node would print all digits, comes here rounded from an integer below it
        String json = value == Long.MIN_VALUE ? Double.toString(value) : Printer.json(Node.of(value), Mask.none());
        BigDecimal shortest = new BigDecimal(json).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
