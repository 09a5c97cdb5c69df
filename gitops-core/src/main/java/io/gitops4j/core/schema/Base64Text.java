package io.gitops4j.core.schema;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as Go's {@code encoding/json} reads them: padded base64, in which line breaks do not count. */
final class Base64Text {
    private Base64Text() {}

    /** The bytes in base64 without line breaks; null where {@code text} is no base64. */
    static @Nullable String canonical(String text) {
        String line = text.replace("\n", "").replace("\r", "");
        if (line.length() % 4 != 0) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(line.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
