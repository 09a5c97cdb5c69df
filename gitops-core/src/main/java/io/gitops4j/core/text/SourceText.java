package io.gitops4j.core.text;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Path;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The characters of one file: decoded, without byte order marks, every line break a line feed (YAML 1.2, 5.4: breaks
 * inside scalars are normalised; outside they mean the same), so that marks and scalars do not depend on how lines end.
 */
final class SourceText {
    private static final char BOM = '\uFEFF';
    private static final int LONGEST_PATH = 1_000;

    final String file;
    /** The characters, then four zeros, so that a reader may look ahead. */
    final char[] chars;

    final int length;
    final Lines lines;
    /** Whether all is ASCII and printable. */
    private boolean simple = true;

    private SourceText(String file, String text) {
        this.file = file;
        this.chars = new char[text.length() + 4];
        text.getChars(0, text.length(), chars, 0);
        this.lines = new Lines(text.length());
        this.length = normalise(text.length());
        Arrays.fill(chars, length, chars.length, '\0');
        lines.trim();
    }

    static SourceText of(String file, String text, TextLimits limits) {
        checkSize(file, text.length(), limits);
        return new SourceText(file, text);
    }

    static SourceText of(String file, byte[] content, TextLimits limits) {
        checkSize(file, content.length, limits);
        if (startsWith(content, 0xFE, 0xFF)) {
            return new SourceText(file, strictly(file, content, 2, StandardCharsets.UTF_16BE));
        }
        if (startsWith(content, 0xFF, 0xFE)) {
            return new SourceText(file, strictly(file, content, 2, StandardCharsets.UTF_16LE));
        }
        int from = startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        String text = new String(content, from, content.length - from, StandardCharsets.UTF_8);
        // the fast decoder replaces what it cannot read, so only a text with that character needs the strict one
        return new SourceText(
                file, text.indexOf('\uFFFD') < 0 ? text : strictly(file, content, from, StandardCharsets.UTF_8));
    }

    private static void checkSize(String file, int size, TextLimits limits) {
        if (size > limits.bytes()) {
            throw new GitOpsException(Problem.of(
                    Code.LIMIT,
                    Location.file(file),
                    "the file has " + size + " bytes, over the limit of " + limits.bytes()
                            + "; split it, or raise TextLimits.bytes if it is trusted"));
        }
    }

    private static boolean startsWith(byte[] content, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (content.length <= i || (content[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static String strictly(String file, byte[] content, int from, Charset charset) {
        ByteBuffer in = ByteBuffer.wrap(content, from, content.length - from);
        CharBuffer out = CharBuffer.allocate(content.length - from + 1);
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            SourceText before = new SourceText(file, text);
            Mark mark = before.lines.mark(before.length);
            throw new GitOpsException(Problem.of(
                    Code.INVALID_TEXT,
                    Location.of(file, mark.line(), mark.column()),
                    "the byte at offset " + in.position() + " is no valid " + charset.name()
                            + "; save the file as UTF-8, or keep binary data as base64 in binaryData"));
        }
        return text;
    }

    /**
     * Makes each line break a line feed, drops the byte order marks that concatenating files leaves at line starts, and
     * finds the lines; answers the new length.
     */
    private int normalise(int given) {
        int kept = 0;
        for (int i = 0; i < given; i++) {
            char c = chars[i];
            if (c >= ' ' && c <= '~') {
                chars[kept++] = c;
            } else if (c == '\n' || c == '\r' && chars[i + 1] != '\n') {
                chars[kept++] = '\n';
                lines.startLine(kept);
            } else if (c != '\r' && !(c == BOM && (kept == 0 || chars[kept - 1] == '\n'))) {
                if (Character.isLowSurrogate(c)) {
                    lines.pair(kept);
                }
                simple &= c == '\t';
                chars[kept++] = c;
            }
        }
        return kept;
    }

    /** Whether the first character that is no blank is {@code wanted}. */
    boolean startsWith(char wanted) {
        int at = 0;
        while (at < length && Character.isWhitespace(chars[at])) {
            at++;
        }
        return chars[at] == wanted;
    }

    /** Refuses what YAML 1.1, 5.1, does not let stand unescaped; after this a zero is the end. */
    void requirePrintable() {
        for (int i = 0; i < length && !simple; i++) {
            char c = chars[i];
            if (c >= ' ' && c <= '~' || c == '\n' || c == '\t' || c > '\u009F' && c < '\uD800') {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c) && Character.isLowSurrogate(chars[i + 1]);
            if (pair) {
                i++;
            } else if (c != '\u0085' && (c < '\uE000' || c > '\uFFFD')) {
                throw invalid(
                        0,
                        i,
                        null,
                        String.format(
                                "the control character U+%04X cannot stand in YAML; write it as an escape in double"
                                        + " quotes, or keep binary data as base64 in binaryData",
                                (int) c));
            }
        }
    }

    /** The error that the text at {@code index} is not what it should be. */
    GitOpsException invalid(int document, int index, @Nullable Path path, String message) {
        return error(Code.INVALID_TEXT, document, index, path, message);
    }

    GitOpsException error(Code code, int document, int index, @Nullable Path path, String message) {
        Mark mark = lines.mark(index);
        Location where = Location.of(file, mark.line(), mark.column()).withDocument(document);
        Location place = path == null || path.length() == 0 ? where : where.withField(brief(path.toString()));
        return new GitOpsException(Problem.of(code, place, message));
    }

    /** Keys may be of any length, places are for people. */
    private static String brief(String path) {
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
    }
}
