package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The transformers against the kustomize program that {@code GITOPS4J_KUSTOMIZE} names, a system property or an environment
 * variable, on kustomizations made up from a seed: {@code GITOPS4J_KUSTOMIZE_SEED}, as many as {@code
 * GITOPS4J_KUSTOMIZE_TRIES} says. Several are built in one call, as bases of one that sorts.
 */
class TransformerDifferentialTest {
    private static final int AT_ONCE = 10;
    private static final int RESOURCES = 12;

    @TempDir
    java.nio.file.Path folder;

    /** The files of one kustomization. */
    private record Sample(String name, Node.Obj kustomization, Node.Obj fields, List<Node.Obj> resources) {
        void write(java.nio.file.Path folder) throws IOException {
            java.nio.file.Path own = Files.createDirectories(folder.resolve(name));
            Files.writeString(own.resolve("kustomization.yaml"), Printer.yaml(kustomization, Mask.none()));
            Files.writeString(own.resolve("fields.yaml"), Printer.yaml(fields, Mask.none()));
            Files.writeString(own.resolve("resources.yaml"), Printer.yaml(resources));
        }

        List<Item> build() {
            return new SampleBuild(Map.of("fields.yaml", Printer.yaml(fields, Mask.none())))
                    .run(Printer.yaml(kustomization, Mask.none()), Printer.yaml(resources))
                    .list();
        }

        String settings() {
            return Printer.yaml(List.of(kustomization, fields));
        }
    }

    @Test
    void changes_what_kustomize_changes() throws Exception {
        String program = setting("GITOPS4J_KUSTOMIZE", "");
        assumeTrue(!program.isEmpty(), "no kustomize program: GITOPS4J_KUSTOMIZE names none");
        Random random = new Random(Long.parseLong(setting("GITOPS4J_KUSTOMIZE_SEED", "1")));
        int tries = Integer.parseInt(setting("GITOPS4J_KUSTOMIZE_TRIES", "300"));
        List<String> differences = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < tries; i += AT_ONCE) {
            List<Sample> samples = new ArrayList<>();
            for (int k = 0; k < AT_ONCE; k++) {
                samples.add(sample(random, "k" + (i + k)));
            }
            refused += compare(program, samples, new RandomKustomization(random, "").sortOptions(), differences);
        }
        System.out.printf("transformers: compared %d, both refuse %d, %d differ%n", tries, refused, differences.size());
        assertThat(differences).isEmpty();
    }

    private static Sample sample(Random random, String name) {
        RandomKustomization made = new RandomKustomization(random, name + "-");
        List<Node.Obj> resources = made.resources(RESOURCES);
        return new Sample(name, made.kustomization(), made.fields(), resources);
    }

    /** The number of kustomizations that both refuse. */
    private int compare(String program, List<Sample> samples, Node.Obj order, List<String> differences)
            throws Exception {
        String theirs = build(program, samples, order);
        List<Node> ours = new ArrayList<>();
        String refusal = "";
        try {
            Items all = new Items();
            for (Sample sample : samples) {
                all.appendAll(sample.build());
            }
            SampleBuild.sort(all, Printer.yaml(order, Mask.none()));
            all.list().forEach(item -> ours.add(withoutEmptyAnnotations(item.body())));
        } catch (GitOpsException e) {
            refusal = e.getMessage();
        }
        boolean theyRefuse = theirs.startsWith("Error");
        if (theyRefuse && !refusal.isEmpty() && samples.size() == 1) {
            return 1;
        }
        if (!theyRefuse && refusal.isEmpty()) {
            difference(samples, documents(theirs), ours, Printer.json(order, Mask.none()), differences);
            return 0;
        }
        if (samples.size() == 1) {
            differences.add(samples.get(0).settings() + "\n--> kustomize: " + shortened(theirs) + "\nours: " + refusal);
            return 0;
        }
        int refused = 0;
        for (Sample sample : samples) {
            refused += compare(program, List.of(sample), order, differences);
        }
        return refused;
    }

    private static void difference(
            List<Sample> samples, List<Node> theirs, List<Node> ours, String order, List<String> differences) {
        if (theirs.equals(ours)) {
            return;
        }
        for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
            if (!theirs.get(i).equals(ours.get(i))) {
                String name = ours.get(i).text("metadata", "name").orElse("");
                String settings = samples.stream()
                        .filter(sample -> name.contains(sample.name() + "-"))
                        .map(Sample::settings)
                        .findFirst()
                        .orElse("");
                differences.add(
                        settings + "# " + order + "\n--> kustomize:\n" + Printer.yaml(theirs.get(i), Mask.none())
                                + "\nours:\n" + Printer.yaml(ours.get(i), Mask.none()));
                return;
            }
        }
        differences.add(theirs.size() + " objects of kustomize, " + ours.size() + " of ours");
    }

    private static List<Node> documents(String text) {
        return Parser.strict().parseYaml("output", text).stream()
                .map(Document::root)
                .map(TransformerDifferentialTest::withoutEmptyAnnotations)
                .toList();
    }

    /** Upstream keeps notes in the annotations, and leaves none behind where there was an empty map. */
    private static Node withoutEmptyAnnotations(Node body) {
        Path annotations = Path.of("metadata", "annotations");
        return body.at(annotations)
                .filter(found -> found.kind() == Node.Kind.NULL || found.equals(Node.object()))
                .map(none -> body.without(annotations))
                .orElse(body);
    }

    private String build(String program, List<Sample> samples, Node.Obj order) throws Exception {
        Node[] names = samples.stream().map(sample -> Node.of(sample.name())).toArray(Node[]::new);
        Node.Obj root = Node.objectBuilder()
                .put("resources", Node.array(names))
                .put("sortOptions", order)
                .build();
        for (Sample sample : samples) {
            sample.write(folder);
        }
        Files.writeString(folder.resolve("kustomization.yaml"), Printer.yaml(root, Mask.none()));
        java.nio.file.Path output = folder.resolve("output");
        Process process = new ProcessBuilder(program, "build", folder.toString())
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(output.toFile())
                .start();
        return process.waitFor() == 0
                ? Files.readString(output)
                : Files.readString(folder.resolve("errors")).replaceAll("(?m)^#.*\n", "");
    }

    private static String shortened(String error) {
        return error.length() < 400 ? error : error.substring(0, 200) + " ... " + error.substring(error.length() - 200);
    }

    private static String setting(String name, String otherwise) {
        return System.getProperty(name, System.getenv().getOrDefault(name, otherwise));
    }
}
