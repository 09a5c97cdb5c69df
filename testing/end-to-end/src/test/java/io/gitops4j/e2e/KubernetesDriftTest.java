package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.testing.Shared;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shared cases of drift on a real API server with its controllers; no two of them have an object in common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesDriftTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().withControllers().build();

    private int passed;
    private int all;
    private Path cases;

    @BeforeAll
    void find() {
        cases = Shared.folder("GITOPS4J_FIELDCASES", "shared/fieldcases");
        try (KubernetesWorld world = KubernetesWorld.on(PLANE)) {
            world.namespace("shop");
        }
    }

    @TestFactory
    List<DynamicTest> drift() {
        List<DynamicTest> tests = new ArrayList<>();
        DriftCases.ANYWHERE.forEach((name, check) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            Path folder = cases.resolve(name);
            assertThat(Files.isDirectory(folder)).as("the folder %s", folder).isTrue();
            try (World world = KubernetesWorld.on(PLANE)) {
                check.run(folder, world);
            }
            passed++;
        })));
        all = tests.size();
        return tests;
    }

    @AfterAll
    void report() {
        System.out.println("fieldcases drift on a real server: passed " + passed + " of " + all);
    }
}
