package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Argo CD's built-in checks, kstatus and Argo CD's scripts say of objects found in clusters. Read from {@code
 * health} in the folder that the system property or environment variable {@code GITOPS4J_CONFORMANCE} names, by default
 * {@code ../shared/conformance} of a folder above; the README there has the format. The three contradict each other on
 * purpose.
 */
class ConformanceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static List<Case> cases = List.of();

    @BeforeAll
    static void read() throws IOException {
        Optional<Path> folder = SharedFolder.find("GITOPS4J_CONFORMANCE", "conformance")
                .map(found -> found.resolve("health"))
                .filter(Files::isDirectory);
        if (folder.isPresent()) {
            try (Stream<Path> suites = Files.list(folder.get())) {
                cases = suites.filter(Files::isDirectory)
                        .sorted()
                        .flatMap(Case::in)
                        .toList();
            }
        }
    }

    @BeforeEach
    void needs_the_cases() {
        assumeFalse(
                cases.isEmpty(),
                "no cases: GITOPS4J_CONFORMANCE names no folder with them, nor is ../shared/conformance there");
    }

    /**
     * The checks of Argo CD's engine that are built in. A kind that they have no check for is one that we have no rule
     * for.
     */
    @Test
    void gitops_engine() {
        assertThat(failed("gitops-engine", false)).isEmpty();
    }

    /**
     * Where kstatus and Argo CD differ we follow Argo CD (a ReplicaFailure is Degraded), or what is right for whoever
     * waits (a running Job is not done). The rest are counts that contradict each other, which no controller writes.
     */
    @Test
    void kstatus() {
        assertThat(failed("kstatus", false)).hasSizeLessThanOrEqualTo(5);
    }

    /** Argo CD's scripts for custom resources: for most kinds there is only the conventions' guess. */
    @Test
    void argo_scripts_are_only_counted() {
        assertThat(failed("argo", true)).isNotNull();
        assertThat(failed("argo", false)).isNotNull();
    }

    private static List<String> failed(String dialect, boolean ownRuleOnly) {
        List<Case> of = cases.stream()
                .filter(one -> one.dialect.equals(dialect))
                .filter(one -> !ownRuleOnly || one.hasOwnRule())
                .toList();
        List<String> failed =
                of.stream().filter(one -> !one.passes()).map(Case::text).toList();
        System.out.println("health " + dialect + (ownRuleOnly ? " by own rule" : "") + ": passed "
                + (of.size() - failed.size()) + " of " + of.size());
        if (!dialect.equals("argo")) {
            failed.forEach(line -> System.out.println("  " + line));
        }
        return failed;
    }

    private record Case(String id, String dialect, List<String> expected, Instant now, Node.Obj live) {
        static Stream<Case> in(Path suite) {
            List<Case> cases = new ArrayList<>();
            for (Node item : ((Node.Arr) json(suite.resolve("cases.json"))).items()) {
                List<String> expected = new ArrayList<>();
                expected.add(item.text("expected", "status").orElse("None"));
                item.text("expected", "pipelineStatus").ifPresent(expected::add);
                Path input = suite.resolve(item.text("input").orElseThrow());
                cases.add(new Case(
                        item.text("id").orElseThrow(),
                        item.text("dialect").orElseThrow(),
                        expected,
                        item.text("clock").map(Instant::parse).orElse(NOW),
                        (Node.Obj) Parser.tolerant()
                                .parse(input.toString(), bytes(input))
                                .get(0)
                                .root()));
            }
            return cases.stream();
        }

        boolean hasOwnRule() {
            return KindRules.of(kind()).isPresent();
        }

        boolean passes() {
            return expected.contains(actual());
        }

        String text() {
            return id + ": expected " + expected + ", is " + actual() + " (" + assess() + ")";
        }

        private String actual() {
            if (dialect.equals("gitops-engine") && !hasOwnRule()) {
                return "None";
            }
            boolean kstatus = dialect.equals("kstatus");
            return switch (assess().status()) {
                case HEALTHY -> kstatus ? "Current" : "Healthy";
                case SUSPENDED -> kstatus ? "Current" : "Suspended";
                case PROGRESSING -> kstatus ? "InProgress" : "Progressing";
                case TERMINATING -> kstatus ? "Terminating" : "Progressing";
                case MISSING -> kstatus ? "NotFound" : "Missing";
                case DEGRADED -> kstatus ? "Failed" : "Degraded";
                case UNKNOWN -> "Unknown";
            };
        }

        private Health assess() {
            GroupKind kind = kind();
            ResourceKey key = new ResourceKey(kind.group(), kind.kind(), "test", "test");
            return HealthRules.builtIn().assess(HealthInput.of(key, live, now));
        }

        private GroupKind kind() {
            return new GroupKind(
                    GroupKind.groupOf(live.text("apiVersion").orElse("")),
                    live.text("kind").orElse(""));
        }

        private static Node json(Path file) {
            return Parser.strict().parse(file.toString(), bytes(file)).get(0).root();
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
