package io.gitops4j.core.text;

import java.util.Arrays;

/** Characters put together from runs; unlike a StringBuilder it copies runs as they are and compresses once. */
final class TextBuffer {
    private char[] chars = new char[256];
    private int length;

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void append(char c) {
        room(1);
        chars[length++] = c;
    }

    void append(char[] from, int start, int count) {
        room(count);
        System.arraycopy(from, start, chars, length, count);
        length += count;
    }

    void append(TextBuffer other) {
        append(other.chars, 0, other.length);
    }

    void appendCodePoint(int codePoint) {
        room(2);
        length += Character.toChars(codePoint, chars, length);
    }

    private void room(int more) {
        if (length + more > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(length + more, chars.length * 2));
        }
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
