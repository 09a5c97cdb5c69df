package io.gitops4j.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.tree.Node;
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

/** The shared cases of safety on a real API server, each on one of its own: they bring definitions, and break things. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesSafetyTest {
    /** Where the programs are missing this skips the class. */
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.sharedWithControllers();

    private int passed;
    private int all;
    private Path cases;

    @BeforeAll
    void find() {
        cases = Shared.folder("GITOPS4J_FIELDCASES", "shared/fieldcases");
    }

    @TestFactory
    List<DynamicTest> safety() {
        List<DynamicTest> tests = new ArrayList<>();
        SafetyCases.ANYWHERE.forEach((name, check) -> tests.add(test(name, check)));
        tests.add(test(SafetyCases.BROKEN_CONVERSION, KubernetesSafetyTest::brokenConversion));
        all = tests.size();
        return tests;
    }

    private DynamicTest test(String name, SafetyCases.Check check) {
        return DynamicTest.dynamicTest(name, () -> {
            Path folder = cases.resolve(name);
            assertThat(Files.isDirectory(folder)).as("the folder %s", folder).isTrue();
            try (World world = KubernetesWorld.alone()) {
                check.run(folder, world);
            }
            passed++;
        });
    }

    @AfterAll
    void report() {
        System.out.println("fieldcases safety on a real server: passed " + passed + " of " + all);
    }

    /** The API server itself fails to convert: what is declared in a version that is not the stored one. */
    private static void brokenConversion(Path folder, World any) {
        KubernetesWorld world = (KubernetesWorld) any;
        ResourceKey gear = new ResourceKey("gears.example", "Gear", "shop", "g");
        ResourceKey definition =
                new ResourceKey("apiextensions.k8s.io", "CustomResourceDefinition", "", "gears.gears.example");
        world.create("somebody", SafetyCases.text(folder.resolve("broken-crd.yaml")));
        String first = SafetyCases.text(folder.resolve("app.yaml"));
        world.declare("app.yaml", first);
        world.declareIn("other", "c.yaml", Host.configMap("c", "x", "1"));
        Application other = world.app("other", "other").build();
        assertThat(world.reconcile(world.shop()).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        String uid = stored(world, gear).text("metadata", "uid").orElseThrow();

        String declared = first.replace("gears.example/v1", "gears.example/v2").replace("teeth: 12", "teeth: 13");
        world.declare("app.yaml", declared.replace("a: \"1\"", "a: \"2\""));
        Run run = world.reconcile(world.shop());
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(world.data("settings", "a")).contains("2");
        assertThat(Host.step(run, gear).change().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Host.messages(run))
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("conversion webhook").contains("Gear"));
        assertThat(world.reconcile(other).outcome()).isEqualTo(Outcome.of(Outcome.Kind.APPLIED));
        for (int i = 0; i < 3; i++) {
            assertThat(world.reconcile(other).outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
            assertThat(world.writes(() -> world.reconcile(world.shop()))).isZero();
        }
        assertThat(stored(world, gear).text("metadata", "uid").orElseThrow()).isEqualTo(uid);

        world.merge("admin", definition, Host.node("spec: {conversion: {strategy: None, webhook: null}}"));
        KubernetesWorld.until(() -> world.reconcile(world.shop()).outcome().kind() != Outcome.Kind.PARTIAL);
        assertThat(stored(world, gear).at("spec", "teeth")).contains(Node.of(13));
        assertThat(stored(world, gear).text("metadata", "uid").orElseThrow()).isEqualTo(uid);
    }

    /** The object in the version that is stored, which needs no conversion. */
    private static Node.Obj stored(KubernetesWorld world, ResourceKey gear) {
        return world.live(gear, "v1").orElseThrow();
    }
}
