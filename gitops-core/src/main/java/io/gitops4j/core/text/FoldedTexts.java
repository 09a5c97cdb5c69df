package io.gitops4j.core.text;

/**
 * What Kustomize makes of a folded block text. It writes each resource as YAML before it turns that into JSON ({@code
 * RNode.MarshalJSON}), and {@code yaml_emitter_write_folded_scalar} of {@code go.yaml.in/yaml/v3} writes a folded text so
 * that it can read back as another: a line feed more before an indented line and at an open end, or none left between
 * lines where the text starts with a blank.
 */
final class FoldedTexts {
    private FoldedTexts() {}

    /** The text as it reads back, given the limits it was read with. */
    static String rewritten(String text, TextLimits limits) {
        if (text.indexOf('\n') < 0 || !isBlock(text)) {
            return text;
        }
        SourceText source = SourceText.of("", written(text), limits);
        return new YamlScalars(new Cursor(source)).block(false, -1);
    }

    /** Whether go-yaml v3 keeps it a block: else it writes quotes, which read back as they should. */
    private static boolean isBlock(String text) {
        boolean afterBlank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean printable = c >= ' ' && c <= '~'
                    || c == '\n'
                    || c == '\t'
                    || c > '\u009F' && c < '\uD800'
                    || c >= '\uE000' && c < '\uFFFE' && c != '\uFEFF';
            if (!printable || afterBlank && Cursor.isBreak(c)) {
                return false;
            }
            afterBlank = c == ' ';
        }
        return !afterBlank;
    }

    private static String written(String text) {
        int end = text.length();
        char first = text.charAt(0);
        boolean closed = Cursor.isBreak(text.charAt(end - 1));
        boolean open = closed && (end == 1 || Cursor.isBreak(text.charAt(end - 2)));
        StringBuilder out = new StringBuilder(end + 16).append('>');
        out.append(first == ' ' || Cursor.isBreak(first) ? "2" : "");
        out.append(open ? "+\n" : closed ? "\n" : "-\n");

        int start = 0;
        while (Cursor.isBreak(text.charAt(start)) && start < end - 1) {
            start++;
        }
        // go-yaml looks at the start of the text where it means the next line
        boolean startsBlank = isBlank(text.charAt(start));
        boolean lineStart = true;
        boolean blankLine = true;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Cursor.isBreak(c)) {
                out.append(c == '\n' && !lineStart && !blankLine && !startsBlank ? "\n" : "")
                        .append(c);
                lineStart = true;
                continue;
            }
            if (lineStart) {
                out.append("  ");
                blankLine = isBlank(c);
            }
            out.append(c);
            lineStart = false;
        }
        return out.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
