package io.gitops4j.core.text;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The implicit types of {@code go.yaml.in/yaml/v2} 2.4.2, {@code resolve.go}, as they look once converted to JSON. */
final class KubectlScalars {
    /** The null value. */
    static final Object NULL = new Object();
    /** A number too large for a double: a string for go-yaml. */
    static final Object OVERFLOW = new Object();

    private static final Map<String, Object> WORDS = Map.ofEntries(
            Map.entry("", NULL),
            Map.entry("~", NULL),
            Map.entry("null", NULL),
            Map.entry("Null", NULL),
            Map.entry("NULL", NULL),
            Map.entry("y", true),
            Map.entry("Y", true),
            Map.entry("yes", true),
            Map.entry("Yes", true),
            Map.entry("YES", true),
            Map.entry("true", true),
            Map.entry("True", true),
            Map.entry("TRUE", true),
            Map.entry("on", true),
            Map.entry("On", true),
            Map.entry("ON", true),
            Map.entry("n", false),
            Map.entry("N", false),
            Map.entry("no", false),
            Map.entry("No", false),
            Map.entry("NO", false),
            Map.entry("false", false),
            Map.entry("False", false),
            Map.entry("FALSE", false),
            Map.entry("off", false),
            Map.entry("Off", false),
            Map.entry("OFF", false),
            Map.entry(".nan", Double.NaN),
            Map.entry(".NaN", Double.NaN),
            Map.entry(".NAN", Double.NaN),
            Map.entry(".inf", Double.POSITIVE_INFINITY),
            Map.entry(".Inf", Double.POSITIVE_INFINITY),
            Map.entry(".INF", Double.POSITIVE_INFINITY),
            Map.entry("+.inf", Double.POSITIVE_INFINITY),
            Map.entry("+.Inf", Double.POSITIVE_INFINITY),
            Map.entry("+.INF", Double.POSITIVE_INFINITY),
            Map.entry("-.inf", Double.NEGATIVE_INFINITY),
            Map.entry("-.Inf", Double.NEGATIVE_INFINITY),
            Map.entry("-.INF", Double.NEGATIVE_INFINITY));

    private static final int LONGEST_WORD = 5;

    private KubectlScalars() {}

    static Object resolve(String in) {
        if (in.isEmpty()) {
            return NULL;
        }
        char first = in.charAt(0);
        boolean number = first >= '0' && first <= '9' || first == '+' || first == '-';
        if (!number && "yYnNtTfFoO~.".indexOf(first) < 0) {
            return in;
        }
        if (in.length() <= LONGEST_WORD && (first < '0' || first > '9')) {
            Object word = WORDS.get(in);
            if (word != null) {
                return word;
            }
        }
        if (first == '.') {
            return isFloat(in, true) ? real(in.replace("_", "")) : in;
        }
        return number ? number(in) : in;
    }

    private static Object number(String in) {
        String plain = in.indexOf('_') < 0 ? in : in.replace("_", "");
        Object integer = integer(plain);
        if (integer != null) {
            return integer;
        }
        if (isFloat(plain, false)) {
            return real(plain);
        }
        Object binary = signedAfter("0b", 2, plain);
        return binary == null ? in : binary;
    }

    /** A leftover of go-yaml: what follows a prefix is parsed on its own, so that it may have a sign of its own. */
    static @Nullable Object signedAfter(String prefix, int radix, String plain) {
        int at = prefix.length();
        if (!plain.startsWith(prefix) || plain.length() == at || plain.charAt(at) != '+' && plain.charAt(at) != '-') {
            return null;
        }
        return digits(plain, at + 1, radix, plain.charAt(at) == '-', true);
    }

    private static Object real(String digits) {
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? OVERFLOW : (Object) value;
    }

    /** As Go's {@code strconv.ParseInt(in, 0, 64)}, then {@code ParseUint}; null for no integer of 64 bits. */
    private static @Nullable Object integer(String in) {
        char first = in.charAt(0);
        boolean signed = first == '+' || first == '-';
        int start = signed ? 1 : 0;
        int radix = 10;
        if (start < in.length() && in.charAt(start) == '0') {
            char mark = in.length() - start >= 3 ? in.charAt(start + 1) : ' ';
            radix = mark == 'b' || mark == 'B' ? 2 : mark == 'x' || mark == 'X' ? 16 : 8;
            boolean prefixed = radix != 8 || mark == 'o' || mark == 'O';
            if (!prefixed && in.length() - start == 1) {
                return 0L;
            }
            start += prefixed ? 2 : 1;
        }
        return digits(in, start, radix, first == '-', signed);
    }

    private static @Nullable Object digits(String in, int start, int radix, boolean negative, boolean signed) {
        if (start >= in.length()) {
            return null;
        }
        long value = 0;
        long most = Long.divideUnsigned(-1L, radix);
        for (int i = start; i < in.length(); i++) {
            char c = in.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0 || Long.compareUnsigned(value, most) > 0) {
                return null;
            }
            value *= radix;
            if (Long.compareUnsigned(value + digit, value) < 0) {
                return null;
            }
            value += digit;
        }
        if (value >= 0) {
            return negative ? -value : value;
        }
        if (negative && value == Long.MIN_VALUE) {
            return value;
        }
        return signed ? null : (Object) new BigInteger(Long.toUnsignedString(value));
    }

    /**
     * Whether {@code in} matches go-yaml's {@code ^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$}; with {@code
     * underscores} what Go's {@code strconv.ParseFloat} takes after a leading dot.
     */
    private static boolean isFloat(String in, boolean underscores) {
        int i = in.charAt(0) == '+' || in.charAt(0) == '-' ? 1 : 0;
        int whole = run(in, i, underscores);
        boolean digits = whole > i;
        i = whole;
        if (i < in.length() && in.charAt(i) == '.') {
            int fraction = run(in, i + 1, underscores);
            digits |= fraction > i + 1;
            i = fraction;
        }
        if (!digits) {
            return false;
        }
        if (i < in.length() && (in.charAt(i) == 'e' || in.charAt(i) == 'E')) {
            i++;
            i += i < in.length() && (in.charAt(i) == '+' || in.charAt(i) == '-') ? 1 : 0;
            int exponent = run(in, i, underscores);
            if (exponent == i) {
                return false;
            }
            i = exponent;
        }
        return i == in.length();
    }

    /** The end of the digits from {@code i} on; single underscores may stand between two. */
    private static int run(String in, int i, boolean underscores) {
        int at = i;
        while (at < in.length()) {
            char c = in.charAt(at);
            boolean between = underscores && c == '_' && at > i && isDigit(in, at - 1) && isDigit(in, at + 1);
            if (!between && (c < '0' || c > '9')) {
                break;
            }
            at++;
        }
        return at;
    }

    private static boolean isDigit(String in, int at) {
        return at < in.length() && in.charAt(at) >= '0' && in.charAt(at) <= '9';
    }
}
