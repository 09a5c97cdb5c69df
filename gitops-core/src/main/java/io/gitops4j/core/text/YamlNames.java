package io.gitops4j.core.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads what is written around nodes: anchors and aliases, tags, directives. Tags can hold a mistyped secret: no
 * message shows one.
 */
final class YamlNames {
    private static final String URI = ";/?:@&=+$,.!~*'()[]%";

    private final Cursor cursor;

    /** The handle of the last tag or directive; empty for a tag without one. */
    String value = "";
    /** The suffix of the last tag, the prefix of the last directive. */
    String suffix = "";

    YamlNames(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The name after {@code &} or {@code *}. */
    String anchor() {
        int start = cursor.at++;
        String name = word();
        if (name.isEmpty() || !cursor.ends(0) && "?:,]}%@`".indexOf(cursor.peek()) < 0) {
            throw cursor.invalid(
                    start,
                    "after " + cursor.chars[start]
                            + " comes a name of letters, digits, _ and -; quote the text if it is none");
        }
        return name;
    }

    private String word() {
        int from = cursor.at;
        while (isWord(cursor.peek())) {
            cursor.at++;
        }
        return cursor.text(from, cursor.at);
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    void tag() {
        int start = cursor.at;
        if (cursor.chars[start + 1] == '<') {
            cursor.at += 2;
            value = "";
            suffix = uri("");
            if (suffix.isEmpty() || cursor.peek() != '>') {
                throw cursor.invalid(start, "the tag has no closing >; quote the text if it is none");
            }
            cursor.at++;
        } else {
            shorthand(start);
        }
        if (!cursor.ends(0)) {
            throw cursor.invalid(start, "the tag holds a character that no tag has; quote the text if it is none");
        }
    }

    private void shorthand(int start) {
        String handle = handle();
        if (handle.length() > 1 && handle.endsWith("!")) {
            value = handle;
            suffix = uri("");
            if (suffix.isEmpty()) {
                throw cursor.invalid(start, "the tag ends after its handle; quote the text if it is none");
            }
            return;
        }
        suffix = uri(handle.substring(1));
        value = "!";
        if (suffix.isEmpty()) {
            value = "";
            suffix = "!";
        }
    }

    private String handle() {
        int from = cursor.at++;
        word();
        if (cursor.peek() == '!') {
            cursor.at++;
        }
        return cursor.text(from, cursor.at);
    }

    private String uri(String head) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        while (isWord(cursor.peek()) || cursor.peek() != 0 && URI.indexOf(cursor.peek()) >= 0) {
            if (cursor.peek() != '%') {
                bytes.write(cursor.chars[cursor.at++]);
                continue;
            }
            int high = Character.digit(cursor.chars[cursor.at + 1], 16);
            int low = high < 0 ? -1 : Character.digit(cursor.chars[cursor.at + 2], 16);
            if (low < 0) {
                throw cursor.invalid(
                        cursor.at, "in a tag % takes two hexadecimal digits; quote the text if it is none");
            }
            bytes.write(high << 4 | low);
            cursor.at += 3;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Reads a directive; true for {@code %YAML}, false for {@code %TAG}. */
    boolean directive() {
        int start = cursor.at++;
        String name = word();
        if (!name.equals("YAML") && !name.equals("TAG") || !cursor.atBlank()) {
            throw cursor.invalid(
                    start, "a line that starts with % must be %YAML 1.1 or a %TAG; quote or indent the text");
        }
        cursor.skipBlanks();
        boolean version = name.equals("YAML");
        if (version) {
            version(start);
        } else {
            tagDirective(start);
        }
        if (!cursor.skipRestOfLine()) {
            throw cursor.invalid(cursor.at, "only a comment may follow a directive on its line");
        }
        return version;
    }

    /** Versions 1.1 and 1.2 differ in nothing that this reader tells apart. */
    private void version(int start) {
        char minor = cursor.peek() == '1' && cursor.chars[cursor.at + 1] == '.' ? cursor.chars[cursor.at + 2] : ' ';
        if (minor != '1' && minor != '2' || !Cursor.endsWord(cursor.chars[cursor.at + 3])) {
            throw cursor.invalid(start, "the text says it is in a version of YAML other than 1.1 and 1.2");
        }
        cursor.at += 3;
        value = "";
        suffix = "";
    }

    private void tagDirective(int start) {
        String handle = cursor.peek() == '!' ? handle() : "";
        boolean whole = handle.equals("!") || handle.length() > 1 && handle.endsWith("!");
        if (!whole || !cursor.atBlank()) {
            throw cursor.invalid(start, "%TAG takes a handle such as !e! and a prefix");
        }
        cursor.skipBlanks();
        value = handle;
        suffix = uri("");
        if (suffix.isEmpty() || !cursor.ends(0)) {
            throw cursor.invalid(start, "%TAG takes a handle such as !e! and a prefix");
        }
    }
}
