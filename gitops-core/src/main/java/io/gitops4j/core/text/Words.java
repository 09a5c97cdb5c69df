package io.gitops4j.core.text;

import org.jspecify.annotations.Nullable;

/**
 * Strings for runs of characters, the recent short ones shared: manifests repeat a small vocabulary of keys and
 * values. A cache of the text's size, up to a bound, so that a small file pays little and hostile text gains nothing.
 */
final class Words {
    private static final int LONGEST = 48;
    private static final int LEAST = 64;
    private static final int MOST = 2048;

    private final @Nullable String[] recent;

    /** For a text of {@code length} characters. */
    Words(int length) {
        this.recent = new @Nullable String[Math.max(LEAST, Math.min(MOST, Integer.highestOneBit(length / 4 + 1)))];
    }

    String of(char[] chars, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(chars, from, length);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + chars[i];
        }
        int slot = (hash ^ hash >>> 11) & recent.length - 1;
        String known = recent[slot];
        if (known != null && same(known, chars, from, length)) {
            return known;
        }
        String text = new String(chars, from, length);
        recent[slot] = text;
        return text;
    }

    private static boolean same(String text, char[] chars, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}
