package io.gitops4j.core.text;

/**
 * A place in a file.
 *
 * @param line the line, from 1
 * @param column the column in characters (code points), from 1
 */
public record Mark(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
