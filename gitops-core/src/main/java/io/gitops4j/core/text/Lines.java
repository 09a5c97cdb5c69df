package io.gitops4j.core.text;

import java.util.Arrays;

/**
 * Turns a place in a text (the index of a UTF-16 unit) into a line and a column in code points. Costs four bytes a
 * line and four for each character outside the basic plane; the text itself is not kept.
 */
final class Lines {
    private int[] starts;
    private int lines = 1;
    /** Indexes of the second halves of surrogate pairs. */
    private int[] pairs = {};

    private int halves;

    /** The lines of a text of about {@code length}, to be told of its line breaks and pairs from front to back. */
    Lines(int length) {
        this.starts = new int[Math.max(16, length / 24)];
    }

    void startLine(int index) {
        if (lines == starts.length) {
            starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = index;
    }

    void pair(int lowSurrogate) {
        if (halves == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(16, halves * 2));
        }
        pairs[halves++] = lowSurrogate;
    }

    void trim() {
        starts = Arrays.copyOf(starts, lines);
        pairs = Arrays.copyOf(pairs, halves);
    }

    Mark mark(int index) {
        int line = line(index);
        int start = starts[line - 1];
        return new Mark(line, index - start - (pairsBefore(index) - pairsBefore(start)) + 1);
    }

    int line(int index) {
        int found = Arrays.binarySearch(starts, 0, lines, index);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int pairsBefore(int index) {
        int found = Arrays.binarySearch(pairs, 0, halves, index);
        return found >= 0 ? found : -found - 1;
    }
}
