package io.gitops4j.core.text;

/** Reads the three kinds of scalar: plain, quoted and block. The common ones, on one line, are cut out as they are. */
final class YamlScalars {
    private final Cursor cursor;
    private final char[] chars;
    private final TextBuffer out = new TextBuffer();
    private final TextBuffer breaks = new TextBuffer();

    /** Whether the last plain scalar was followed by a line break. */
    boolean brokenLine;

    YamlScalars(Cursor cursor) {
        this.cursor = cursor;
        this.chars = cursor.chars;
    }

    String plain(boolean flow, int indent) {
        int start = cursor.at;
        int end = start;
        boolean copied = false;
        char firstBreak = 0;
        brokenLine = false;
        while (!cursor.atMarker() && cursor.peek() != '#') {
            int from = cursor.at;
            skipWord(flow);
            if (cursor.at > from) {
                if (brokenLine && !copied) {
                    out.clear();
                    out.append(chars, start, end - start);
                    copied = true;
                }
                if (brokenLine) {
                    fold(firstBreak);
                    brokenLine = false;
                } else if (copied) {
                    out.append(chars, end, from - end);
                }
                end = cursor.at;
                if (copied) {
                    out.append(chars, from, end - from);
                }
            }
            if (!cursor.atBlank() && !cursor.atBreak()) {
                break;
            }
            firstBreak = skipGap(firstBreak, indent);
            if (!flow && cursor.column() < indent) {
                break;
            }
        }
        return copied ? out.toString() : cursor.text(start, end);
    }

    private void skipWord(boolean flow) {
        int at = cursor.at;
        while (true) {
            char c = chars[at];
            if (Cursor.endsWord(c)
                    || c == ':' && Cursor.endsWord(chars[at + 1])
                    || flow && (c == ',' || c == '?' || c == '[' || c == ']' || c == '{' || c == '}')) {
                cursor.at = at;
                return;
            }
            at++;
        }
    }

    /** Goes past blanks and breaks between the words of a plain scalar; answers the first break. */
    private char skipGap(char firstBreak, int indent) {
        char first = firstBreak;
        while (true) {
            if (cursor.atBlank()) {
                if (brokenLine && cursor.column() < indent && cursor.peek() == '\t') {
                    throw cursor.invalid(cursor.at, "a tab cannot indent the next line of a text; use blanks");
                }
                cursor.at++;
            } else if (cursor.atBreak()) {
                char next = cursor.takeBreak();
                if (brokenLine) {
                    breaks.append(next);
                } else {
                    first = next;
                    breaks.clear();
                    brokenLine = true;
                }
            } else {
                return first;
            }
        }
    }

    /** One break becomes a blank, more become all but the first; separators of YAML 1.1 stay. */
    private void fold(char firstBreak) {
        if (firstBreak != '\n') {
            out.append(firstBreak);
        } else if (breaks.length() == 0) {
            out.append(' ');
        }
        out.append(breaks);
        breaks.clear();
    }

    String quoted(char quote) {
        int start = cursor.at++;
        int at = cursor.at;
        while (chars[at] != quote && chars[at] != '\\' && !Cursor.isBreakOrEnd(chars[at])) {
            at++;
        }
        if (chars[at] == quote && !(quote == '\'' && chars[at + 1] == quote)) {
            String text = cursor.text(cursor.at, at);
            cursor.at = at + 1;
            return text;
        }
        out.clear();
        while (true) {
            if (cursor.atMarker()) {
                throw cursor.invalid(cursor.at, "a document ends inside the quotes of " + lineOf(start));
            }
            if (cursor.peek() == 0) {
                throw cursor.invalid(start, "the quote is never closed");
            }
            boolean escapedBreak = quotedWord(quote);
            if (cursor.peek() == quote) {
                cursor.at++;
                return out.toString();
            }
            quotedGap(escapedBreak);
        }
    }

    private String lineOf(int start) {
        return "line " + cursor.source.lines.line(start);
    }

    /** Reads up to a blank, a break or the closing quote; answers whether it ended with an escaped line break. */
    private boolean quotedWord(char quote) {
        while (!cursor.ends(0)) {
            char c = cursor.peek();
            if (c == quote) {
                if (c == '"' || chars[cursor.at + 1] != quote) {
                    return false;
                }
                out.append(c);
                cursor.at += 2;
            } else if (c == '\\' && quote == '"') {
                cursor.at++;
                if (cursor.atBreak()) {
                    cursor.takeBreak();
                    return true;
                }
                escape(cursor.peek());
            } else {
                out.append(c);
                cursor.at++;
            }
        }
        return false;
    }

    private void quotedGap(boolean escapedBreak) {
        int from = cursor.at;
        boolean broken = escapedBreak;
        char first = 0;
        breaks.clear();
        while (cursor.atBlank() || cursor.atBreak()) {
            if (cursor.atBlank()) {
                cursor.at++;
                continue;
            }
            if (!broken) {
                first = cursor.takeBreak();
                broken = true;
            } else {
                breaks.append(cursor.takeBreak());
            }
        }
        if (!broken) {
            out.append(chars, from, cursor.at - from);
        } else if (first == 0) {
            out.append(breaks);
        } else {
            fold(first);
        }
    }

    private void escape(char c) {
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        int simple = "0abt\tnvfre \"'\\N_LP".indexOf(c);
        if (digits == 0) {
            if (simple < 0 || c == 0) {
                throw cursor.invalid(
                        cursor.at - 1,
                        "a backslash starts an escape that YAML 1.1 does not know; write \\\\ or use single quotes");
            }
            out.append("\0\u0007\b\t\t\n\u000B\f\r\u001B \"'\\\u0085\u00A0\u2028\u2029".charAt(simple));
            cursor.at++;
            return;
        }
        int value = 0;
        for (int i = 1; i <= digits; i++) {
            int digit = Character.digit(chars[Math.min(cursor.at + i, chars.length - 1)], 16);
            if (digit < 0) {
                throw cursor.invalid(cursor.at - 1, "the escape \\" + c + " takes " + digits + " hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        if (value < 0 || value > 0x10FFFF || value >= 0xD800 && value <= 0xDFFF) {
            throw cursor.invalid(
                    cursor.at - 1,
                    "the escape names no character; YAML has no surrogate pairs, so write the character"
                            + " or \\U and 8 digits");
        }
        out.appendCodePoint(value);
        cursor.at += digits + 1;
    }

    String block(boolean literal, int parentIndent) {
        int start = cursor.at++;
        int chomping = chomping();
        int increment = increment(start);
        chomping = chomping == 0 ? chomping() : chomping;
        if (!cursor.skipRestOfLine()) {
            throw cursor.invalid(
                    cursor.at, "only a comment may follow | or > on its line; start the text on the next line");
        }
        breaks.clear();
        out.clear();
        int indent = blockBreaks(increment == 0 ? 0 : Math.max(parentIndent, 0) + increment, parentIndent);
        char lineBreak = blockLines(literal, indent, parentIndent);
        if (chomping >= 0) {
            append(lineBreak);
        }
        if (chomping > 0) {
            out.append(breaks);
        }
        return out.toString();
    }

    /**
     * Reads the lines of a block text but the breaks at its end; answers the first of those, 0 where the text just
     * ends.
     */
    private char blockLines(boolean literal, int indent, int parentIndent) {
        char lineBreak = 0;
        boolean leadingBlank = false;
        while (cursor.column() == indent && cursor.peek() != 0) {
            boolean blank = cursor.atBlank();
            if (literal || leadingBlank || blank || lineBreak != '\n') {
                append(lineBreak);
            } else if (breaks.length() == 0) {
                out.append(' ');
            }
            out.append(breaks);
            breaks.clear();
            leadingBlank = blank;
            int from = cursor.at;
            while (!Cursor.isBreakOrEnd(chars[cursor.at])) {
                cursor.at++;
            }
            out.append(chars, from, cursor.at - from);
            lineBreak = cursor.peek() == 0 ? 0 : cursor.takeBreak();
            blockBreaks(indent, parentIndent);
        }
        return lineBreak;
    }

    private void append(char lineBreak) {
        if (lineBreak != 0) {
            out.append(lineBreak);
        }
    }

    private int chomping() {
        char c = cursor.peek();
        if (c != '+' && c != '-') {
            return 0;
        }
        cursor.at++;
        return c == '+' ? 1 : -1;
    }

    private int increment(int start) {
        char c = cursor.peek();
        if (c < '0' || c > '9') {
            return 0;
        }
        if (c == '0') {
            throw cursor.invalid(start, "a block text cannot be indented by 0; give 1 to 9, or none");
        }
        cursor.at++;
        return c - '0';
    }

    /**
     * Goes past indentation and empty lines, whose breaks it keeps; answers the indentation, found out where it is 0.
     */
    private int blockBreaks(int indent, int parentIndent) {
        int widest = 0;
        while (true) {
            while ((indent == 0 || cursor.column() < indent) && cursor.peek() == ' ') {
                cursor.at++;
            }
            widest = Math.max(widest, cursor.column());
            if ((indent == 0 || cursor.column() < indent) && cursor.peek() == '\t') {
                throw cursor.invalid(cursor.at, "a tab cannot indent a block text; use blanks");
            }
            if (!cursor.atBreak()) {
                return indent != 0 ? indent : Math.max(1, Math.max(widest, parentIndent + 1));
            }
            breaks.append(cursor.takeBreak());
        }
    }
}
