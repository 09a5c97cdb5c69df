package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.testkit.MemorySnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole trees of bases, overlays and components, made up from seeds, against the kustomize program that {@code
 * GITOPS4J_KUSTOMIZE} names, a system property or an environment variable: what one builds, the other builds byte for byte, and
 * what one refuses, the other refuses. {@code GITOPS4J_KUSTOMIZE_TREES} says how many, {@code GITOPS4J_KUSTOMIZE_SEED} where
 * they begin.
 */
class TreeDifferentialTest {
    private final KustomizeRenderer renderer = new KustomizeRenderer();

    @TempDir
    Path folder;

    @Test
    void builds_whole_trees_as_the_program_does() throws Exception {
        String program = setting("GITOPS4J_KUSTOMIZE", "");
        assumeTrue(!program.isEmpty(), "no kustomize program: GITOPS4J_KUSTOMIZE names none");
        int trees = Integer.parseInt(setting("GITOPS4J_KUSTOMIZE_TREES", "60"));
        long first = Long.parseLong(setting("GITOPS4J_KUSTOMIZE_SEED", "1"));
        List<String> differences = new ArrayList<>();
        int built = 0;
        for (long seed = first; seed < first + trees; seed++) {
            Map<String, String> files = new RandomTree(seed).files();
            String ours = ours(files);
            String theirs = theirs(program, files, seed);
            built += theirs.startsWith("refused") ? 0 : 1;
            boolean alike = ours.equals(theirs) || ours.startsWith("refused") && theirs.startsWith("refused");
            if (!alike) {
                differences.add("seed " + seed + "\n--- here\n" + ours + "--- there\n" + theirs + "--- of\n" + files);
            }
        }
        System.out.println("kustomize trees: " + trees + ", built " + built + ", differ " + differences.size());
        assertThat(differences.stream().limit(3).toList()).isEmpty();
        assertThat(built).isGreaterThan(trees / 2);
    }

    private String ours(Map<String, String> files) {
        MemorySnapshot.Builder snapshot = MemorySnapshot.builder();
        files.forEach(snapshot::file);
        try {
            return KustomizeText.of(renderer
                    .render(
                            RenderRequest.of(snapshot.build(), RepoPath.of("top"), Kustomize.build()),
                            Cancellation.none())
                    .manifests()
                    .stream()
                    .map(Manifest::body)
                    .toList());
        } catch (GitOpsException refused) {
            return "refused: " + refused.getMessage() + "\n";
        }
    }

    private String theirs(String program, Map<String, String> files, long seed)
            throws IOException, InterruptedException {
        Path root = folder.resolve("tree" + seed);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path errors = root.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        program, "build", root.resolve("top").toString())
                .redirectError(errors.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? out : "refused: " + Files.readString(errors);
    }

    private static String setting(String name, String otherwise) {
        return System.getProperty(name, System.getenv().getOrDefault(name, otherwise));
    }
}
