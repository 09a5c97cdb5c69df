package io.gitops4j.render.kustomize.internal.text;

/** Writes texts between quotes, folded at blanks: go-yaml v2's {@code yaml_emitter_write_*_quoted_scalar}. */
final class QuotedScalars {
    private static final String HEX = "0123456789ABCDEF";
    /** The characters that have an escape of one letter, and these letters. */
    private static final String SHORT = "\0\u0007\b\t\n\u000B\f\r\u001B\"\\\u0085\u00A0\u2028\u2029";

    private static final String LETTERS = "0abtnvfre\"\\N_LP";

    private final YamlLines lines;

    QuotedScalars(YamlLines lines) {
        this.lines = lines;
    }

    void singleQuoted(String text, int indent, boolean folds) {
        lines.indicator("'", true);
        boolean spaces = false;
        boolean breaks = false;
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            boolean space = c == ' ';
            boolean lineBreak = ScalarTraits.isBreak(c);
            if (space && folds && !spaces && lines.full() && i > 0 && i < last && text.charAt(i + 1) != ' ') {
                lines.indent(indent);
            } else if (space) {
                lines.write(c);
            } else if (lineBreak) {
                lineBreak(c);
            } else {
                if (breaks) {
                    lines.indent(indent);
                }
                if (c == '\'') {
                    lines.write(c);
                }
                lines.write(c);
                lines.textStarts();
            }
            spaces = space || lineBreak && spaces;
            breaks = lineBreak || space && breaks;
        }
        lines.indicator("'", false);
    }

    /** Writes a break of the text as it is; what follows starts a line. */
    void lineBreak(char c) {
        if (c == '\n') {
            lines.lineBreak();
        } else {
            lines.separator(c);
        }
        lines.lineStarts();
    }

    void doubleQuoted(String text, int indent, boolean folds) {
        lines.indicator("\"", true);
        // go-yaml looks for a byte order mark at the start of the text, not at the character it is at
        boolean escapesAll = text.startsWith(String.valueOf(ScalarTraits.BYTE_ORDER_MARK));
        boolean spaces = false;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean space = c == ' ' && !escapesAll;
            if (space && folds && !spaces && lines.full() && i > 0 && i < length - 1) {
                lines.indent(indent);
                if (text.charAt(i + 1) == ' ') {
                    lines.write('\\');
                }
            } else if (escapesAll || isEscaped(c)) {
                int codePoint = text.codePointAt(i);
                escape(codePoint);
                i += Character.charCount(codePoint) - 1;
            } else {
                lines.write(c);
            }
            spaces = space;
        }
        lines.indicator("\"", false);
    }

    private static boolean isEscaped(char c) {
        return !ScalarTraits.isPrintable(c) || ScalarTraits.isBreak(c) || c == '"' || c == '\\';
    }

    private void escape(int codePoint) {
        lines.write('\\');
        int letter = SHORT.indexOf(codePoint);
        if (letter >= 0) {
            lines.write(LETTERS.charAt(letter));
        } else if (codePoint <= 0xFF) {
            hexadecimal('x', codePoint, 2);
        } else if (codePoint <= 0xFFFF) {
            hexadecimal('u', codePoint, 4);
        } else {
            hexadecimal('U', codePoint, 8);
        }
    }

    private void hexadecimal(char kind, int codePoint, int digits) {
        lines.write(kind);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            lines.write(HEX.charAt(codePoint >> shift & 15));
        }
    }
}
