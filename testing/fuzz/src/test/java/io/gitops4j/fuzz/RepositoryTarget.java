package io.gitops4j.fuzz;

import java.nio.charset.StandardCharsets;

/** A whole repository, as {@link RepositoryText} has it. */
final class RepositoryTarget {
    private RepositoryTarget() {}

    /** Builds the repository that {@code input} is. */
    public static void fuzzerTestOneInput(byte[] input) {
        CheckedBuild.of(new String(input, StandardCharsets.UTF_8));
    }
}
