package io.gitops4j.core.text;

import java.util.Arrays;

/** For each level of flow nesting the place where a key without {@code ?} may have started. */
final class SimpleKeys {
    private boolean[] possible = new boolean[16];
    private boolean[] required = new boolean[16];
    private int[] starts = new int[16];
    private int[] lines = new int[16];
    private int[] numbers = new int[16];

    boolean possible(int level) {
        return possible[level];
    }

    boolean required(int level) {
        return required[level];
    }

    int start(int level) {
        return starts[level];
    }

    /** Where the line of the key starts. */
    int line(int level) {
        return lines[level];
    }

    /** The number of the key's first token. */
    int number(int level) {
        return numbers[level];
    }

    boolean isAt(int level, int number) {
        return possible[level] && numbers[level] == number;
    }

    void drop(int level) {
        possible[level] = false;
    }

    /** As {@link #drop}, for a level just entered. */
    void forget(int level) {
        if (level == possible.length) {
            possible = Arrays.copyOf(possible, level * 2);
            required = Arrays.copyOf(required, level * 2);
            starts = Arrays.copyOf(starts, level * 2);
            lines = Arrays.copyOf(lines, level * 2);
            numbers = Arrays.copyOf(numbers, level * 2);
        }
        possible[level] = false;
    }

    void save(int level, int start, int line, int number, boolean required) {
        possible[level] = true;
        this.required[level] = required;
        starts[level] = start;
        lines[level] = line;
        numbers[level] = number;
    }
}
