package io.gitops4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tries every seed once, without the fuzzer, and what the fuzzer relies on. */
class SeedsTest {
    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "kustomization-file", KustomizationFileTarget::fuzzerTestOneInput,
            "patch", PatchTarget::fuzzerTestOneInput,
            "repository", RepositoryTarget::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicContainer> every_seed_is_built_as_it_must_be() {
        return TARGETS.entrySet().stream()
                .map(target -> DynamicContainer.dynamicContainer(
                        target.getKey(),
                        seeds(target.getKey()).stream()
                                .map(seed -> DynamicTest.dynamicTest(
                                        seed.getFileName().toString(),
                                        () -> target.getValue().accept(Files.readAllBytes(seed))))));
    }

    @Test
    void most_seeds_are_built_and_not_refused() throws IOException {
        int built = 0;
        List<Path> seeds = seeds("repository");
        for (Path seed : seeds) {
            built += CheckedBuild.of(Files.readString(seed)).startsWith("refused") ? 0 : 1;
        }
        assertThat(built).isGreaterThan(seeds.size() / 2);
    }

    @Test
    void a_text_is_a_repository() {
        RepositoryText text = RepositoryText.of("""
                resources: [a.yaml]
                --- # link: deploy/a.yaml -> ../b.yaml
                --- # options
                namespace: n
                --- # file: b.yaml
                kind: B
                """);
        assertThat(text.parts())
                .containsExactly(
                        new RepositoryText.Part("file", "deploy/kustomization.yaml", "resources: [a.yaml]\n"),
                        new RepositoryText.Part("link", "deploy/a.yaml", "../b.yaml"),
                        new RepositoryText.Part("options", "", "namespace: n\n"),
                        new RepositoryText.Part("file", "b.yaml", "kind: B\n"));
    }

    @Test
    void a_secret_that_is_put_elsewhere_would_be_seen() {
        byte[] input = """
                resources: [../secret, a.yaml]
                replacements:
                - source: {kind: Secret, name: login, fieldPath: data.password}
                  targets: [{select: {kind: ConfigMap}, fieldPaths: [metadata.annotations.x], options: {create: true}}]
                """.getBytes(StandardCharsets.UTF_8);
        assertThat(CheckedBuild.of(new String(input, StandardCharsets.UTF_8))).contains("x: " + CheckedBuild.ENCODED);
        assertThatThrownBy(() ->
                        CheckedBuild.hides("the password is " + CheckedBuild.SECRET, List.of(CheckedBuild.SECRET)))
                .isInstanceOf(AssertionError.class);
    }

    private static List<Path> seeds(String target) {
        try {
            URI folder = SeedsTest.class.getResource("seeds/" + target).toURI();
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                Path[] sorted = files.sorted().toArray(Path[]::new);
                assertThat(sorted).isNotEmpty();
                return Arrays.asList(sorted);
            }
        } catch (IOException | URISyntaxException broken) {
            throw new AssertionError(broken);
        }
    }
}
