package io.gitops4j.render.kustomize.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.text.Dialect;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.KustomizeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our reading and printing against the kustomize program that {@code GITOPS4J_KUSTOMIZE} names, a system property or an
 * environment variable, on resources made up from a seed: {@code GITOPS4J_KUSTOMIZE_SEED}, as many as {@code
 * GITOPS4J_KUSTOMIZE_DOCUMENTS} says.
 */
class KustomizeTextDifferentialTest {
    private static final int BATCH = 250;

    @TempDir
    Path folder;

    @Test
    void prints_what_kustomize_prints() throws Exception {
        String program = program();
        NastyYaml nasty = new NastyYaml(seed());
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < documents(); i++) {
            sources.add(nasty.resource(String.format("s%06d", i)));
        }
        report(differences(program, sources), sources.size() + " resources");
    }

    @Test
    void reads_plain_scalars_as_kustomize_reads_them() throws Exception {
        String program = program();
        List<String> scalars = PlainScalars.of(seed(), 4 * documents());
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < scalars.size(); i += 20) {
            StringBuilder source = new StringBuilder(
                    String.format("apiVersion: v1%nkind: Sample%nmetadata:%n  name: s%06d%nspec:%n", i));
            for (int at = i; at < Math.min(i + 20, scalars.size()); at++) {
                String scalar = scalars.get(at);
                source.append(String.format("  k%d: %s%n  s%d: \"%s\"%n", at, scalar, at, scalar));
            }
            sources.add(source.toString());
        }
        report(differences(program, sources), scalars.size() + " plain scalars");
    }

    private List<String> differences(String program, List<String> sources) throws Exception {
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [r.yaml]\n");
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < sources.size(); i += BATCH) {
            compare(program, sources.subList(i, Math.min(i + BATCH, sources.size())), differences);
        }
        return differences;
    }

    private static void report(List<String> differences, String compared) {
        System.out.printf("kustomize text: compared %s, %d differ%n", compared, differences.size());
        assertThat(differences).isEmpty();
    }

    private void compare(String program, List<String> sources, List<String> differences) throws Exception {
        String joined = String.join("---\n", sources);
        List<String> theirs = documents(build(program, joined));
        if (theirs.size() != sources.size()) {
            if (sources.size() == 1) {
                differences.add("kustomize fails: " + theirs + "\n" + sources.get(0));
                return;
            }
            int middle = sources.size() / 2;
            compare(program, sources.subList(0, middle), differences);
            compare(program, sources.subList(middle, sources.size()), differences);
            return;
        }
        for (int i = 0; i < sources.size(); i++) {
            String ours = ours(sources.get(i));
            if (!ours.equals(theirs.get(i))) {
                differences.add("source:\n" + sources.get(i) + "\nkustomize:\n" + theirs.get(i) + "\nours:\n" + ours);
            }
        }
    }

    private static String ours(String source) {
        List<Node.Obj> roots = new ArrayList<>();
        for (Document document : Parser.strict().dialect(Dialect.KUSTOMIZE).parseYaml("r.yaml", source)) {
            roots.add((Node.Obj) document.root());
        }
        return KustomizeText.of(roots);
    }

    private static List<String> documents(String text) {
        return text.startsWith("Error")
                ? List.of()
                : List.of(("\n" + text).split("(?<=\n)---\n")).stream()
                        .map(each -> each.startsWith("\n") ? each.substring(1) : each)
                        .toList();
    }

    private String build(String program, String resources) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("r.yaml"), resources);
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(program, "build", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.waitFor();
        return Files.readString(output);
    }

    private static String program() {
        String program = setting("GITOPS4J_KUSTOMIZE", "");
        assumeTrue(!program.isEmpty(), "no kustomize program: GITOPS4J_KUSTOMIZE names none");
        return program;
    }

    private static int documents() {
        return Integer.parseInt(setting("GITOPS4J_KUSTOMIZE_DOCUMENTS", "500"));
    }

    private static long seed() {
        return Long.parseLong(setting("GITOPS4J_KUSTOMIZE_SEED", "1"));
    }

    private static String setting(String name, String otherwise) {
        return System.getProperty(name, System.getenv().getOrDefault(name, otherwise));
    }
}
