package io.gitops4j.core.text;

import io.gitops4j.core.GitOpsException;

/** A place in the characters of a text, which end in zeros; moves forward only. */
final class Cursor {
    private static final char NEXT_LINE = '\u0085';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    final SourceText source;
    final char[] chars;
    private final Words words;

    int at;
    /** Where the current line starts; with YAML's breaks, which are a few more than an editor's. */
    int line;

    Cursor(SourceText source) {
        this.source = source;
        this.chars = source.chars;
        this.words = new Words(source.length);
    }

    char peek() {
        return chars[at];
    }

    int column() {
        return at - line;
    }

    boolean atBlank() {
        return isBlank(chars[at]);
    }

    boolean atBreak() {
        return isBreak(chars[at]);
    }

    /** Whether the character {@code ahead} is a blank, a break or the end. */
    boolean ends(int ahead) {
        return endsWord(chars[at + ahead]);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isBreak(char c) {
        return c == '\n' || c >= NEXT_LINE && (c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR);
    }

    static boolean isBreakOrEnd(char c) {
        return c == 0 || isBreak(c);
    }

    /** Blank, break or end: below the blank a text holds only tab, line feed and the closing zeros. */
    static boolean endsWord(char c) {
        return c <= ' ' || c >= NEXT_LINE && (c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR);
    }

    /** Goes past a line break and answers what it means in a scalar. */
    char takeBreak() {
        char c = chars[at++];
        line = at;
        return c == NEXT_LINE ? '\n' : c;
    }

    void skipBlanks() {
        while (atBlank()) {
            at++;
        }
    }

    /** Goes past blanks, a comment and the line break; false where something else is in the way. */
    boolean skipRestOfLine() {
        skipBlanks();
        skipComment();
        if (!isBreakOrEnd(peek())) {
            return false;
        }
        if (peek() != 0) {
            takeBreak();
        }
        return true;
    }

    void skipComment() {
        if (peek() == '#') {
            while (!isBreakOrEnd(chars[at])) {
                at++;
            }
        }
    }

    /** Whether a document marker, --- or ..., is here. */
    boolean atMarker() {
        if (at != line) {
            return false;
        }
        char c = chars[at];
        return (c == '-' || c == '.') && chars[at + 1] == c && chars[at + 2] == c && endsWord(chars[at + 3]);
    }

    String text(int from, int to) {
        return words.of(chars, from, to);
    }

    GitOpsException invalid(int index, String message) {
        return source.invalid(0, Math.min(index, source.length), null, message);
    }
}
