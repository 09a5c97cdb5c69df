package io.gitops4j.git;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * Looks at how a server's answer begins, for two things that JGit does not tell: an error line, which it overlooks in a
 * shallow fetch of protocol 0, and a NAK of the commit that was offered, after which it would receive the whole history.
 *
 * <p>The lines are those of gitprotocol-pack and gitprotocol-v2: four hexadecimal digits of length, then the text.
 */
final class FirstLines {
    private FirstLines() {}

    /** The server does not know the commit that was offered. */
    static final class Nak extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The server answers with an error. */
    static final class Err extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Whether the commits that are offered must be known to the server. */
    enum Offered {
        MUST_BE_KNOWN,
        MAY_BE_UNKNOWN
    }

    /** The same bytes as {@code answer}, looked at. */
    static InputStream of(InputStream answer, Offered offered) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        String line = line(answer, seen);
        if (line.startsWith("acknowledgments")) {
            line = line(answer, seen);
        }
        if (line.startsWith("ERR ")) {
            throw new Err();
        }
        if (line.startsWith("NAK") && offered == Offered.MUST_BE_KNOWN) {
            throw new Nak();
        }
        return new SequenceInputStream(new ByteArrayInputStream(seen.toByteArray()), answer);
    }

    private static String line(InputStream answer, ByteArrayOutputStream seen) throws IOException {
        byte[] length = answer.readNBytes(4);
        seen.writeBytes(length);
        int count = length.length == 4 ? length(length) - 4 : 0;
        if (count <= 0) {
            return "";
        }
        byte[] line = answer.readNBytes(count);
        seen.writeBytes(line);
        return new String(line, StandardCharsets.US_ASCII);
    }

    private static int length(byte[] hex) {
        try {
            return Integer.parseInt(new String(hex, StandardCharsets.US_ASCII), 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
