package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.tree.Node;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What other engines and their authors say of pairs of declared and live objects. Read from {@code diff} in the folder that
 * the system property or environment variable {@code GITOPS4J_CONFORMANCE} names, by default {@code ../shared/conformance}
 * of a folder above; the README there has the format.
 *
 * <p>{@link DiffCaseDecisions} says which cases do not hold, and why. Every other core case does, whichever they are; of the
 * others those that were there when this was written. What new ones come to is printed.
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
        check("", DiffConformanceTest::compares, DiffConformanceTest::verdict, DiffCaseDecisions.VERDICTS);
    }

    @Test
    void fields_that_differ() {
        check(
                ", changes",
                one -> compares(one) && DiffCaseFields.hasAny(one),
                one -> DiffCaseFields.wrong(one, new DiffCaseRun(one).run()),
                DiffCaseDecisions.CHANGES);
    }

    /** But {@code select}, which the ignore rules' own test has. */
    @Test
    void other_operations() {
        check(
                "",
                one -> !compares(one) && !one.operation().equals("select"),
                DiffCaseOperation::wrong,
                DiffCaseDecisions.OPERATIONS);
    }

    private static boolean compares(DiffCase one) {
        return one.operation().equals("diff");
    }

    private static void check(
            String figure,
            Predicate<DiffCase> asked,
            Function<DiffCase, List<String>> wrong,
            Map<String, String> decided) {
        Map<String, Integer> all = new TreeMap<>();
        Map<String, String> failed = new TreeMap<>();
        List<DiffCase> run = cases.stream().filter(asked).toList();
        for (DiffCase one : run) {
            all.merge(suite(one), 1, Integer::sum);
            List<String> found = found(one, wrong);
            if (!found.isEmpty()) {
                failed.put(one.id(), String.join("; ", found));
            }
        }
        all.forEach((suite, count) -> print(
                suite,
                figure,
                count,
                run.stream()
                        .filter(one -> suite(one).equals(suite) && failed.containsKey(one.id()))
                        .map(one -> one.id() + ": " + decided.getOrDefault(one.id(), failed.get(one.id())))
                        .toList()));
        assertHeld(run, failed, decided);
    }

    private static List<String> found(DiffCase one, Function<DiffCase, List<String>> wrong) {
        try {
            return wrong.apply(one);
        } catch (RuntimeException crash) {
            return List.of(crash.toString());
        }
    }

    private static void print(String suite, String figure, int count, List<String> failed) {
        System.out.println("diff " + suite + figure + ": passed " + (count - failed.size()) + " of " + count);
        failed.forEach(line -> System.out.println("  " + line));
    }

    private static void assertHeld(List<DiffCase> run, Map<String, String> failed, Map<String, String> decided) {
        Map<String, String> surprising = new TreeMap<>();
        for (DiffCase one : run) {
            boolean asked = one.isCore() || DiffCaseDecisions.isKnown(one.id());
            boolean differs = failed.containsKey(one.id());
            if (asked && differs != decided.containsKey(one.id())) {
                surprising.put(one.id(), failed.getOrDefault(one.id(), "it holds now"));
            }
        }
        assertThat(surprising).isEmpty();
    }

    private static String suite(DiffCase one) {
        return one.tier() + " " + one.kind() + (one.isQuirk() ? " (quirk)" : "");
    }

    private static List<String> verdict(DiffCase one) {
        DiffCaseRun.Result result = new DiffCaseRun(one).run();
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
                ? List.of()
                : List.of(result.verdict() + " for " + expected + " "
                        + result.diff().changes().stream().map(Change::text).toList()
                        + result.diff().reason().map(reason -> reason.message()).orElse(""));
    }
}
