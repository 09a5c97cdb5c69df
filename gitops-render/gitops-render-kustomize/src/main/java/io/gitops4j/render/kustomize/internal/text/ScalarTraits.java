package io.gitops4j.render.kustomize.internal.text;

/** What the characters of a text let it be written as: go-yaml v2's {@code yaml_emitter_analyze_scalar}. */
final class ScalarTraits {
    private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";

    static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char NEXT_LINE = '\u0085';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    final String text;
    /** Whether there is any line break of YAML 1.1 in it. */
    final boolean multiline;
    /** Whether it reads back as it is without quotes, types aside. */
    final boolean plain;

    final boolean singleQuoted;
    final boolean block;

    ScalarTraits(String text) {
        this.text = text;
        boolean breaks = false;
        boolean breakThenSpace = false;
        boolean spaceThenBreak = false;
        boolean special = false;
        boolean indicators = text.startsWith("---") || text.startsWith("...");
        char before = '\n';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineBreak = isBreak(c);
            breaks |= lineBreak;
            breakThenSpace |= i > 0 && c == ' ' && isBreak(before);
            spaceThenBreak |= lineBreak && before == ' ';
            special |= !isPrintable(c);
            indicators |= isIndicator(text, i, before);
            before = c;
        }
        boolean edges = !text.isEmpty() && (isSpaceOrBreak(text.charAt(0)) || isSpaceOrBreak(before));
        boolean escapes = spaceThenBreak || special;
        this.multiline = breaks;
        this.plain = !edges && !breaks && !escapes && !indicators;
        this.singleQuoted = !breakThenSpace && !escapes;
        this.block = !text.isEmpty() && before != ' ' && !escapes;
    }

    /** Whether the character at {@code i} means something to YAML there, outside brackets. */
    private static boolean isIndicator(String text, int i, char before) {
        char c = text.charAt(i);
        if (c == ':' || i == 0 && (c == '?' || c == '-')) {
            return i + 1 == text.length() || isBlank(text.charAt(i + 1));
        }
        return c == '#' ? isBlank(before) || isBreak(before) || before == 0 : i == 0 && NEVER_FIRST.indexOf(c) >= 0;
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == NEXT_LINE || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isSpaceOrBreak(char c) {
        return c == ' ' || isBreak(c);
    }

    /** Whether go-yaml writes the character as it is; of those beyond 16 bits, such as emoji, none. */
    static boolean isPrintable(char c) {
        return c == '\n'
                || c >= ' ' && c <= '~'
                || c >= '\u00A0' && c < '\uD800'
                || c >= '\uE000' && c <= '\uFFFD' && c != BYTE_ORDER_MARK;
    }

    /** Whether the text takes no more than {@code limit} bytes in UTF-8. */
    boolean fits(int limit) {
        int bytes = text.length();
        for (int i = 0; i < text.length() && bytes <= limit; i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes <= limit;
    }
}
