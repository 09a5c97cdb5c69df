package io.gitops4j.core;

import java.util.regex.Pattern;

/**
 * A SHA-256 over a versioned canonical encoding; safe to store, compare and show.
 *
 * @param value {@code sha256:} and 64 hexadecimal digits
 */
public record Digest(String value) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Checks the form. */
    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a digest is sha256: and 64 hexadecimal digits");
        }
    }

    /** The digest of these 32 bytes. */
    public static Digest of(byte[] sha256) {
        StringBuilder out = new StringBuilder("sha256:");
        for (byte b : sha256) {
            out.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return new Digest(out.toString());
    }

    /** The first twelve hexadecimal digits, for people. */
    public String shortValue() {
        return value.substring(7, 19);
    }

    @Override
    public String toString() {
        return value;
    }
}
