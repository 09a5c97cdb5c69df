package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The tests of Kustomize itself as plain files. Read from {@code kustomize} in the folder that the system property or
 * environment variable {@code GITOPS4J_CONFORMANCE} names, by default {@code ../shared/conformance} of a folder above; the
 * README there has the format.
 */
class ConformanceTest {
    /** Cases that differ by decision, and why. */
    private static final Map<String, String> DIFFERS = Map.of(
            "TestAccumulateResourcesErrors__local-file-qualifies-as-repo",
            "a name with a colon is no repository here, and no program is run to fetch one");

    private static List<ConformanceCase> cases = List.of();

    @BeforeAll
    static void read() throws Exception {
        Path folder = SharedFolder.find("GITOPS4J_CONFORMANCE", "conformance")
                .map(found -> found.resolve("kustomize").resolve("cases"))
                .filter(Files::isDirectory)
                .orElse(null);
        cases = folder == null ? List.of() : ConformanceCase.all(folder);
    }

    @Test
    void builds_what_kustomize_builds() {
        assumeFalse(
                cases.isEmpty(),
                "no cases: GITOPS4J_CONFORMANCE names no folder with them, nor is ../shared/conformance there");
        Map<String, List<String>> outcomes = new TreeMap<>();
        Map<String, Integer> passed = new TreeMap<>();
        Map<String, Integer> all = new TreeMap<>();
        int bytes = 0;
        List<String> failed = new ArrayList<>();
        for (ConformanceCase one : cases) {
            ConformanceCase.Outcome outcome = one.run();
            all.merge(one.area(), 1, Integer::sum);
            passed.merge(one.area(), outcome.passed() ? 1 : 0, Integer::sum);
            bytes += outcome == ConformanceCase.Outcome.BYTE_EQUAL ? 1 : 0;
            if (!outcome.passed()) {
                failed.add(one.name());
                outcomes.computeIfAbsent(one.area(), none -> new ArrayList<>())
                        .add(one.name() + ": " + outcome + " " + one.detail());
            }
        }
        all.forEach((area, count) -> {
            System.out.println("kustomize " + area + ": passed " + passed.get(area) + " of " + count);
            outcomes.getOrDefault(area, List.of()).forEach(line -> System.out.println("  " + line));
        });
        System.out.println("kustomize: passed " + (cases.size() - failed.size()) + " of " + cases.size() + ", " + bytes
                + " byte for byte");
        failed.removeAll(DIFFERS.keySet());
        assertThat(failed).isEmpty();
    }
}
