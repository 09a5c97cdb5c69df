package io.gitops4j.core.merge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests of kubernetes-sigs/structured-merge-diff, as data. Read from {@code smd} in the folder that the system
 * property or environment variable {@code GITOPS4J_CONFORMANCE} names, by default {@code ../shared/conformance} of a
 * folder above; the README there has the format.
 */
class SmdConformanceTest {
    /** Passed and all, by suite and class. */
    private static final Map<String, int[]> COUNTS = new ConcurrentSkipListMap<>();

    @TestFactory
    Stream<DynamicTest> every_case_of_structured_merge_diff_passes() {
        Optional<Path> folder = SharedFolder.find("GITOPS4J_CONFORMANCE", "conformance")
                .map(found -> found.resolve("smd"))
                .filter(Files::isDirectory);
        assumeTrue(
                folder.isPresent(),
                "no cases: GITOPS4J_CONFORMANCE names no folder with them, nor is ../shared/conformance there");
        Path smd = folder.orElseThrow();
        Node index = Parser.tolerant()
                .parseJson("index.json", SmdCase.string(smd.resolve("index.json")))
                .get(0)
                .root();
        return ((Node.Obj) index)
                .array("cases").items().stream().map(entry -> (Node.Obj) entry).map(entry -> test(smd, entry));
    }

    private static DynamicTest test(Path smd, Node.Obj entry) {
        return dynamicTest(entry.text("id").orElseThrow(), () -> {
            SmdCase one = SmdCase.read(smd, entry);
            int[] counts = COUNTS.computeIfAbsent("smd " + one.suite() + " " + one.group(), key -> new int[2]);
            counts[1]++;
            run(one);
            counts[0]++;
        });
    }

    private static void run(SmdCase one) {
        if (one.kind().equals("scenario")) {
            SmdScenario.run(one);
            return;
        }
        switch (one.suite()) {
            case "typed", "cli" -> SmdTypedCases.run(one);
            default -> SmdFieldPathCases.run(one);
        }
    }

    @AfterAll
    static void print_how_many_passed() {
        Map<String, int[]> lines = new TreeMap<>(COUNTS);
        lines.forEach((name, counts) -> System.out.println(name + ": passed " + counts[0] + " of " + counts[1]));
    }
}
