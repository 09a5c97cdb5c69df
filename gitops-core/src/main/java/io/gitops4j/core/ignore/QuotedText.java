package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.LinearPattern;
import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import io.gitops4j.core.tree.Node;
import java.math.BigInteger;

/** Reads the literals that the spellings of paths share: those of JSON, texts also between single quotes. */
final class QuotedText {
    private QuotedText() {}

    static boolean isNext(Scanner in) {
        return in.peek() == '"' || in.peek() == '\'';
    }

    /** The text between the quotes that are next. */
    static String read(Scanner in) {
        int start = in.position();
        int quote = in.next();
        StringBuilder out = new StringBuilder();
        while (!in.atEnd()) {
            int at = in.position();
            int c = in.next();
            if (c == quote) {
                return out.toString();
            }
            if (c == '\\') {
                escape(in, at, out);
            } else {
                out.appendCodePoint(c);
            }
        }
        throw in.problemAt(start, "the closing quote is missing");
    }

    private static void escape(Scanner in, int at, StringBuilder out) {
        int c = in.next();
        switch (c) {
            case '"', '\'', '\\', '/' -> out.appendCodePoint(c);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> out.append((char) hex(in));
            case '(' -> throw in.problemAt(at, "a text with an expression in it is not supported; write the text out");
            default -> throw in.problemAt(at, "this escape is unknown; write \\\\ for a backslash");
        }
    }

    private static int hex(Scanner in) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int at = in.position();
            int digit = Character.digit(in.next(), 16);
            if (digit < 0) {
                throw in.problemAt(at, "four hexadecimal digits were expected");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** The pattern that a text is; what is wrong with it is shown at {@code start}, where it stands. */
    static LinearPattern pattern(String regex, boolean ignoreCase, Scanner in, int start) {
        try {
            return LinearPattern.compile(regex, ignoreCase);
        } catch (SyntaxProblem e) {
            throw in.problemAt(start, "regular expression, " + e.text());
        }
    }

    static boolean isNumberNext(Scanner in) {
        return in.peek() >= '0' && in.peek() <= '9' || in.peek() == '-';
    }

    /** The number that is next. */
    static Node number(Scanner in) {
        int start = in.position();
        in.take('-');
        in.takeWhile(c -> c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-');
        return number(in.from(start), in, start);
    }

    private static Node number(String text, Scanner in, int start) {
        Node number = text.length() > 40 ? null : numberOrNull(text);
        if (number == null) {
            throw in.problemAt(start, "\"" + text + "\" is no number");
        }
        return number;
    }

    /** The number that {@code text} is; null where it is none. */
    @SuppressWarnings("NullAway") // null is the answer
    static Node numberOrNull(String text) {
        if (text.matches("-?(0|[1-9][0-9]*)")) {
            return Node.of(new BigInteger(text));
        }
        if (text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")) {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? null : Node.of(value);
        }
        return null;
    }
}
