package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.testing.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What real users of other tools reported, through the whole engine: each case is a folder beside the project with its inputs
 * and the right outcome. Own tests of the same kinds, with other data, are in {@link ContainersTest}, {@link SafetyTest}, {@link GitKindsTest} and
 * {@link ParsingKindsTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldCasesTest {
    private final Map<String, Integer> passed = new TreeMap<>();
    private final Map<String, Integer> all = new TreeMap<>();
    private Path cases;

    /** The check of one case, in a host of its own. */
    interface Check {
        void run(Path folder, Host host) throws Exception;
    }

    @BeforeAll
    void find() {
        cases = Shared.folder("GITOPS4J_FIELDCASES", "shared/fieldcases");
    }

    @TestFactory
    List<DynamicTest> safety() {
        return topic("safety", SafetyCases.ALL);
    }

    @TestFactory
    List<DynamicTest> drift() {
        return topic("drift", DriftCases.ALL);
    }

    @TestFactory
    List<DynamicTest> git() {
        return topic("git", GitCases.ALL);
    }

    @TestFactory
    List<DynamicTest> parsing() {
        return topic("parsing", ParsingCases.ALL);
    }

    private List<DynamicTest> topic(String topic, Map<String, Check> checks) {
        List<DynamicTest> tests = new ArrayList<>();
        checks.forEach((name, check) -> {
            all.merge(topic, 1, Integer::sum);
            tests.add(DynamicTest.dynamicTest(name, () -> {
                Path folder = cases.resolve(name);
                assertThat(Files.isDirectory(folder))
                        .as("the folder %s", folder)
                        .isTrue();
                try (Host host = Host.create()) {
                    check.run(folder, host);
                }
                passed.merge(topic, 1, Integer::sum);
            }));
        });
        return tests;
    }

    @AfterAll
    void report() {
        all.forEach((topic, count) -> System.out.println(
                "fieldcases " + topic + ": passed " + passed.getOrDefault(topic, 0) + " of " + count));
    }
}
