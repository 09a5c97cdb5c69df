package io.gitops4j.git;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells Git LFS pointers from content (git-lfs, docs/spec.md: under 1024 bytes, the version line first, keys sorted). */
final class LfsPointer {
    private static final Pattern POINTER = Pattern.compile(
            "version https?://(git-lfs\\.github\\.com|hawser\\.github\\.com|git-media\\.io)/\\S+\\r?\\n(?s:.*)^size (\\d{1,18})\\s*$(?s:.*)",
            Pattern.MULTILINE);

    private LfsPointer() {}

    /** The size of the content that {@code file} points to, where it is a pointer. */
    static Optional<String> size(byte[] file) {
        if (file.length >= 1024 || file.length < 10 || file[0] != 'v' || file[1] != 'e') {
            return Optional.empty();
        }
        Matcher pointer = POINTER.matcher(new String(file, StandardCharsets.UTF_8));
        return pointer.matches() ? Optional.of(pointer.group(2)) : Optional.empty();
    }
}
