package io.gitops4j.render.substitution;

/** Counts the bytes of a text in UTF-8 without writing them. */
final class Utf8 {
    private Utf8() {}

    /** How many bytes {@code text} has. */
    static long length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            bytes += size(character);
            i += Character.charCount(character);
        }
        return bytes;
    }

    /** The index of the character that starts at byte {@code offset}, or -1 where none does. */
    static int index(String text, long offset) {
        long bytes = 0;
        int i = 0;
        while (bytes < offset && i < text.length()) {
            int character = text.codePointAt(i);
            bytes += size(character);
            i += Character.charCount(character);
        }
        return bytes == offset ? i : -1;
    }

    private static int size(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
