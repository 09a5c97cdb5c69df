package io.gitops4j.core.text;

import java.util.Arrays;

/**
 * Tokens that are cut but not yet consumed, as parallel arrays. More than a few wait only while it is open whether the
 * first one is a key. Each token has a number, counted from the start of the text.
 */
final class TokenQueue {
    static final int NO_KEY = -1;

    private int head;
    private int tail;
    private int taken;
    private Token[] tokens = new Token[64];
    private int[] starts = new int[64];
    private String[] values = new String[64];
    private String[] suffixes = new String[64];
    private int[] keys = new int[64];

    boolean isEmpty() {
        return head == tail;
    }

    Token token() {
        return tokens[head];
    }

    int start() {
        return starts[head];
    }

    /** A scalar's text, an anchor's or alias's name, a tag's or directive's handle. */
    String value() {
        return values[head];
    }

    /** A tag's suffix or a directive's prefix. */
    String suffix() {
        return suffixes[head];
    }

    /** The flow level whose possible key starts with this token, or {@link #NO_KEY}. */
    int key() {
        return keys[head];
    }

    /** The number of the first token in the queue. */
    int firstNumber() {
        return taken;
    }

    /** The number that the next token added at the end will have. */
    int nextNumber() {
        return taken + tail - head;
    }

    void take() {
        head++;
        taken++;
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }

    void add(Token token, int start, String value, String suffix, int key) {
        if (tail == tokens.length) {
            makeRoom();
        }
        set(tail++, token, start, value, suffix, key);
    }

    /** Adds a token before the one of that number. */
    void insert(int number, Token token, int start) {
        if (tail == tokens.length) {
            makeRoom();
        }
        int at = head + number - taken;
        int moved = tail - at;
        System.arraycopy(tokens, at, tokens, at + 1, moved);
        System.arraycopy(starts, at, starts, at + 1, moved);
        System.arraycopy(values, at, values, at + 1, moved);
        System.arraycopy(suffixes, at, suffixes, at + 1, moved);
        System.arraycopy(keys, at, keys, at + 1, moved);
        tail++;
        set(at, token, start, "", "", NO_KEY);
    }

    private void set(int at, Token token, int start, String value, String suffix, int key) {
        tokens[at] = token;
        starts[at] = start;
        values[at] = value;
        suffixes[at] = suffix;
        keys[at] = key;
    }

    private void makeRoom() {
        int length = tail - head;
        int capacity = head > tokens.length / 2 ? tokens.length : tokens.length * 2;
        tokens = Arrays.copyOf(Arrays.copyOfRange(tokens, head, tail), capacity);
        starts = Arrays.copyOf(Arrays.copyOfRange(starts, head, tail), capacity);
        values = Arrays.copyOf(Arrays.copyOfRange(values, head, tail), capacity);
        suffixes = Arrays.copyOf(Arrays.copyOfRange(suffixes, head, tail), capacity);
        keys = Arrays.copyOf(Arrays.copyOfRange(keys, head, tail), capacity);
        head = 0;
        tail = length;
    }
}
