package io.gitops4j.core.text;

import java.util.Locale;
import java.util.Set;

/**
 * Decides how a string is written in YAML so that every reader reads the same string: those of YAML 1.1 (SnakeYAML's
 * default with base 60, dates, {@code =} and {@code <<}), of YAML 1.2 and kubectl. Quotes are always right; they are
 * left out only where no rule of any of them could see anything but a string.
 */
final class Quoting {
    /** Words with a meaning in YAML 1.1 or 1.2, in any case. */
    private static final Set<String> WORDS = Set.of(
            "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil", "none", "nan", "inf", "infinity");

    private static final int LONGEST_WORD = 8;
    private static final String NUMERIC = "0123456789abcdefABCDEFxXoO_.:,+-TtZz ";
    private static final char NEXT_LINE = '\u0085';

    private Quoting() {}

    /** Whether {@code text} may stand as it is, after a key, a dash or at the start of a line. */
    static boolean plain(String text) {
        if (text.isEmpty() || !starts(text) || text.charAt(text.length() - 1) == ' ') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wordEnd = i + 1 == text.length() || text.charAt(i + 1) == ' ';
            if (c == ':' && wordEnd || c == '#' && text.charAt(i - 1) == ' ' || !raw(text, i)) {
                return false;
            }
        }
        return !numeric(text) && !(text.length() <= LONGEST_WORD && WORDS.contains(text.toLowerCase(Locale.ROOT)));
    }

    private static boolean starts(String text) {
        char first = text.charAt(0);
        if (first == '-') {
            int at = text.startsWith("--") ? 2 : 1;
            return text.length() > at && Character.isLetter(text.charAt(at));
        }
        return first > '~' || "/_$(.".indexOf(first) >= 0 || Character.isLetterOrDigit(first);
    }

    /** Whether a reader might take it for a number, a date or a time: a digit or point, then only what those have. */
    private static boolean numeric(String text) {
        char first = text.charAt(0);
        if (first != '.' && (first < '0' || first > '9')) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (NUMERIC.indexOf(text.charAt(i)) < 0) {
                return first == '.' && WORDS.contains(text.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return true;
    }

    /** Whether the character at {@code i} needs no escape on one line. */
    private static boolean raw(String text, int i) {
        char c = text.charAt(i);
        if (c < '\u007F') {
            return c >= ' ';
        }
        if (Character.isSurrogate(c)) {
            return Character.isLowSurrogate(c)
                    ? i > 0 && Character.isHighSurrogate(text.charAt(i - 1))
                    : i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        return c > '\u00A0' && c != '\u2028' && c != '\u2029' && c != '\uFEFF' && c < '\uFFFE';
    }

    /** Whether {@code text} has several lines and a literal block gives exactly it back. */
    static boolean literal(String text) {
        if (text.indexOf('\n') < 0 || Character.isWhitespace(text.charAt(0))) {
            return false;
        }
        boolean blankLine = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' ? blankLine : c != '\t' && !raw(text, i)) {
                return false;
            }
            boolean blank = c == ' ' || c == '\t';
            blankLine = blank && (blankLine || text.charAt(i - 1) == '\n');
        }
        return !blankLine;
    }

    /** Writes {@code text} in double quotes, on one line, with escapes that YAML 1.1, 1.2 and kubectl know. */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case NEXT_LINE -> out.append("\\N");
                default -> {
                    if (raw(text, i)) {
                        out.append(c);
                    } else {
                        escape(c, out);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void escape(char c, StringBuilder out) {
        if (Character.isSurrogate(c)) {
            out.append('\uFFFD');
        } else if (c < 0x100) {
            out.append(String.format("\\x%02x", (int) c));
        } else {
            out.append(String.format("\\u%04x", (int) c));
        }
    }
}
