package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.text.Dialect;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The texts that kustomize's own tests expect read and print back as they are. They lie in {@code kustomize/cases} of the
 * folder that the system property or environment variable {@code GITOPS4J_CONFORMANCE} names, by default {@code
 * ../shared/conformance} of a folder above.
 */
class KustomizeTextConformanceTest {
    /** Texts that no build printed in this form, and why. */
    private static final Map<String, String> OTHERWISE = Map.of();

    @Test
    void prints_expected_builds_back_byte_for_byte() throws IOException {
        Path cases = cases();
        assumeTrue(cases != null, "no cases: GITOPS4J_CONFORMANCE names no folder, nor is ../shared/conformance there");
        Map<String, String> differing = new TreeMap<>();
        int texts = 0;
        try (Stream<Path> folders = Files.list(cases)) {
            for (Path folder : folders.sorted().toList()) {
                Node.Obj expect = parser().parseOne("case.json", Files.readAllBytes(folder.resolve("case.json")))
                        .object("expect");
                if (!expect.text("strength").orElse("").equals("yaml")) {
                    continue;
                }
                texts++;
                String expected = Files.readString(folder.resolve("expected.yaml"));
                String printed = printed(expected);
                if (!printed.equals(expected)) {
                    differing.put(folder.getFileName().toString(), printed);
                }
            }
        }

        System.out.printf("kustomize text: passed %d of %d%n", texts - differing.size(), texts);
        assertThat(differing.keySet()).isEqualTo(OTHERWISE.keySet());
        assertThat(texts).isGreaterThan(200);
    }

    private static Parser parser() {
        return Parser.strict().dialect(Dialect.KUSTOMIZE);
    }

    private static String printed(String text) {
        List<Node.Obj> roots = new ArrayList<>();
        parser().parseYaml("expected.yaml", text).forEach(document -> roots.add((Node.Obj) document.root()));
        return KustomizeText.of(roots);
    }

    private static @Nullable Path cases() {
        String given =
                System.getProperty("GITOPS4J_CONFORMANCE", System.getenv().getOrDefault("GITOPS4J_CONFORMANCE", ""));
        if (!given.isEmpty()) {
            Path cases = Path.of(given).resolve("kustomize/cases");
            return Files.isDirectory(cases) ? cases : null;
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path cases = at.resolve("shared/conformance/kustomize/cases");
            if (Files.isDirectory(cases)) {
                return cases;
            }
        }
        return null;
    }
}
