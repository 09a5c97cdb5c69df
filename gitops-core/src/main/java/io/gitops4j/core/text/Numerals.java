package io.gitops4j.core.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.gitops4j.core.tree.Node;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text, the shortest digits that read back as the same number. */
final class Numerals {
    private Numerals() {}

    /** Integers in digits; a double as ECMAScript's {@code Number::toString} writes it, which RFC 8785 demands. */
    static String json(Node.Num number) {
        return number.value() instanceof Double value
                ? ecmaScript(value)
                : number.value().toString();
    }

    /** As {@link #json}, with a point before any exponent: YAML 1.1 knows no float without one. */
    static String yaml(Node.Num number) {
        String text = json(number);
        int exponent = text.indexOf('e');
        return exponent < 0 || text.indexOf('.') >= 0
                ? text
                : text.substring(0, exponent) + ".0" + text.substring(exponent);
    }

    private static String ecmaScript(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (point > 0 && point <= 21 || point > -6 && point <= 0) {
            return sign + shortest.toPlainString();
        }
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int exponent = point - 1;
        return sign + mantissa + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }

    /** A number above zero with as few digits as tell it apart from its neighbours. */
    static BigDecimal shortest(double value) {
        // Java's own Double.toString is not the shortest before 19
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        if (shortest.precision() != 2) {
            return shortest;
        }
        // Java asks for two digits at least, so that 5e-324 comes as 4.9e-324
        BigDecimal shorter = shortest.round(new MathContext(1));
        return shorter.doubleValue() == value ? shorter.stripTrailingZeros() : shortest;
    }
}
