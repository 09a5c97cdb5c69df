package io.gitops4j.core.pattern.internal;

import java.util.function.IntPredicate;

/** Reads an expression from left to right. For one thread. */
public final class Scanner {
    private final String text;
    private int position;

    public Scanner(String text) {
        this.text = text;
    }

    public boolean atEnd() {
        return position == text.length();
    }

    public int position() {
        return position;
    }

    public void back(int to) {
        position = to;
    }

    /** The next character; -1 at the end. */
    public int peek() {
        return atEnd() ? -1 : text.codePointAt(position);
    }

    /** Takes the next character. */
    public int next() {
        if (atEnd()) {
            throw problem("the expression ends too early");
        }
        int c = text.codePointAt(position);
        position += Character.charCount(c);
        return c;
    }

    public boolean take(char c) {
        return take(String.valueOf(c));
    }

    /** Takes {@code word} where it is next. */
    public boolean take(String word) {
        if (!text.startsWith(word, position)) {
            return false;
        }
        position += word.length();
        return true;
    }

    public void expect(char c, String why) {
        if (!take(c)) {
            throw problem("\"" + c + "\" is missing " + why);
        }
    }

    public void skipBlanks() {
        while (!atEnd() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    public String rest() {
        return text.substring(position);
    }

    public String from(int start) {
        return text.substring(start, position);
    }

    /** Takes characters as long as they are of this kind. */
    public String takeWhile(IntPredicate kind) {
        int start = position;
        while (!atEnd() && kind.test(peek())) {
            next();
        }
        return from(start);
    }

    /** Takes everything up to {@code end}, and that. */
    public String until(char end) {
        int at = text.indexOf(end, position);
        if (at < 0) {
            throw problem("\"" + end + "\" is missing");
        }
        String taken = text.substring(position, at);
        position = at + 1;
        return taken;
    }

    /** Takes digits as a number below a billion. */
    public int number() {
        int start = position;
        String digits = takeWhile(c -> c >= '0' && c <= '9');
        if (digits.isEmpty() || digits.length() > 9) {
            throw problemAt(start, "a number is missing, or too long");
        }
        return Integer.parseInt(digits);
    }

    public SyntaxProblem problem(String message) {
        return problemAt(position, message);
    }

    /** A problem at an earlier position; columns count characters. */
    public SyntaxProblem problemAt(int at, String message) {
        return new SyntaxProblem(text.codePointCount(0, at) + 1, message);
    }
}
