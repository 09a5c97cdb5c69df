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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kustomization of the public repositories that {@code GITOPS4J_REALWORLD} names, or that lie beside the project, against
 * the kustomize program that {@code GITOPS4J_KUSTOMIZE} names: byte for byte.
 */
class RealWorldTest {
    private final KustomizeRenderer renderer = new KustomizeRenderer();

    @TempDir
    Path errors;

    @Test
    void builds_every_kustomization_as_the_program_does() throws Exception {
        Optional<Path> folder = SharedFolder.find("GITOPS4J_REALWORLD", "realworld");
        assumeTrue(folder.isPresent(), "no real repositories here: set GITOPS4J_REALWORLD to run this");
        String program =
                System.getProperty("GITOPS4J_KUSTOMIZE", System.getenv().getOrDefault("GITOPS4J_KUSTOMIZE", ""));
        assumeTrue(!program.isEmpty(), "no kustomize program: GITOPS4J_KUSTOMIZE names none");
        List<String> differ = new ArrayList<>();
        int built = 0;
        int refused = 0;
        for (Path repository : repositories(folder.get())) {
            MemorySnapshot snapshot = MemorySnapshot.copyOf(repository);
            for (Path kustomization : kustomizations(repository)) {
                String theirs = theirs(program, kustomization);
                if (theirs.isEmpty()) {
                    refused++;
                } else if (theirs.equals(
                        ours(snapshot, repository.relativize(kustomization).toString()))) {
                    built++;
                } else {
                    differ.add(folder.get().relativize(kustomization).toString());
                }
            }
        }
        System.out.println("kustomize realworld: passed " + built + " of " + (built + differ.size()) + ", " + refused
                + " that the program does not build either");
        assertThat(differ).isEmpty();
        assertThat(built).isPositive();
    }

    private static List<Path> repositories(Path folder) throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            return names.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<Path> kustomizations(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(file -> file.getFileName().toString().matches("kustomization\\.ya?ml|Kustomization"))
                    .filter(Files::isRegularFile)
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    private String ours(MemorySnapshot snapshot, String folder) {
        try {
            return KustomizeText.of(renderer
                    .render(RenderRequest.of(snapshot, RepoPath.of(folder), Kustomize.build()), Cancellation.none())
                    .manifests()
                    .stream()
                    .map(Manifest::body)
                    .toList());
        } catch (GitOpsException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    /** What the program prints; empty where it refuses, as it does remote bases without a network. */
    private String theirs(String program, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program, "build", folder.toString())
                .redirectError(errors.resolve("errors.txt").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? out : "";
    }
}
