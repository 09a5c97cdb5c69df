package io.gitops4j.fuzz;

import java.nio.charset.StandardCharsets;

/** The kustomization file of a small repository. */
final class KustomizationFileTarget {
    private KustomizationFileTarget() {}

    /** Builds with the file that {@code input} is. */
    public static void fuzzerTestOneInput(byte[] input) {
        String file = new String(input, StandardCharsets.UTF_8).replace(RepositoryText.MARK, "");
        CheckedBuild.of(RepositoryText.MARK + "file: deploy/kustomization.yaml\n" + file);
    }
}
