package io.gitops4j.render.substitution;

import io.gitops4j.core.text.Mark;
import java.util.Arrays;

/** Turns a line and a column back into an offset. Lines end as the parser of {@code text} ends them. Immutable. */
final class LineStarts {
    private final String text;
    private final int[] starts;

    LineStarts(String text) {
        this.text = text;
        int[] found = new int[Math.max(16, text.length() / 16)];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !text.startsWith("\n", i + 1)) {
                found = lines == found.length ? Arrays.copyOf(found, lines * 2) : found;
                found[lines++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, lines);
    }

    /** The offset of {@code mark}. */
    int offset(Mark mark) {
        return offset(mark.line(), mark.column());
    }

    /** The offset of a line and a column of code points, both from 1; the end of the line where it has less. */
    int offset(int line, int column) {
        int start = starts[Math.min(line, starts.length) - 1];
        int end = line < starts.length ? starts[line] : text.length();
        int at = start;
        for (int i = 1; i < column && at < end; i++) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }
}
