package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.tree.Node;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What other engines and their authors say of pairs of declared and live objects. Read from {@code diff} in the folder that
 * the system property or environment variable {@code GITOPS4J_CONFORMANCE} names, by default {@code ../shared/conformance}
 * of a folder above; the README there has the format.
 */
class DiffConformanceTest {
    private static List<DiffCase> cases = List.of();

    @BeforeAll
    static void read() {
        SharedFolder.find("GITOPS4J_CONFORMANCE", "conformance")
                .map(found -> found.resolve("diff"))
                .filter(Files::isDirectory)
                .ifPresent(found -> cases = DiffCase.all(found));
    }

    @BeforeEach
    void needs_the_cases() {
        assumeFalse(
                cases.isEmpty(),
                "no cases: GITOPS4J_CONFORMANCE names no folder with them, nor is ../shared/conformance there");
    }

    @Test
    void verdicts() {
        Map<String, List<String>> failed = new TreeMap<>();
        Map<String, Integer> all = new TreeMap<>();
        for (DiffCase one : cases) {
            if (one.operation().equals("diff")) {
                String suite = one.tier() + " " + one.kind() + (one.isQuirk() ? " (quirk)" : "");
                all.merge(suite, 1, Integer::sum);
                List<String> wrong = failed.computeIfAbsent(suite, name -> new ArrayList<>());
                verdict(one).ifPresent(wrong::add);
            }
        }
        all.forEach((suite, count) -> {
            List<String> wrong = failed.get(suite);
            System.out.println("diff " + suite + ": passed " + (count - wrong.size()) + " of " + count);
            wrong.forEach(line -> System.out.println("  " + line));
        });
        List<String> core = failed.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("core") && !entry.getKey().endsWith("(quirk)"))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        assertThat(core).isEmpty();
    }

    private static Optional<String> verdict(DiffCase one) {
        DiffCaseRun.Result result;
        try {
            result = new DiffCaseRun(one).run();
        } catch (RuntimeException crash) {
            return Optional.of(one.id() + ": " + crash);
        }
        List<String> expected = one.verdicts();
        boolean right = expected.isEmpty()
                || expected.contains(result.verdict())
                || result.verdict().equals("CREATE") && expected.contains("CHANGED");
        boolean modified = one.expected()
                .at("modified")
                .filter(wanted -> !result.verdict().equals("ERROR"))
                .map(wanted -> wanted.equals(Node.of(result.modified())))
                .orElse(true);
        return right && modified
                ? Optional.empty()
                : Optional.of(one.id() + ": " + result.verdict() + " for " + expected + " "
                        + result.diff().changes().stream().map(Change::text).toList()
                        + result.diff().reason().map(reason -> reason.message()).orElse(""));
    }
}
