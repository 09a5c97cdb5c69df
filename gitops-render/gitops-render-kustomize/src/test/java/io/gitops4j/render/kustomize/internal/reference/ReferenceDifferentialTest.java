package io.gitops4j.render.kustomize.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds random folders here and by the real program, which the environment variable {@code GITOPS4J_KUSTOMIZE} names, and
 * compares the objects; where one fails, the other must too. {@code -Dgitops4j.kustomize.folders} tells how many.
 */
class ReferenceDifferentialTest {
    private static final String BUILT = "built";

    /** A crash of the real program, where an object that was renamed has an empty name. */
    private static final String CRASH = "number of previous names";

    private static final List<String> REASONS = List.of(
            "unable to find field",
            "unable to find or create field",
            "is out of bounds for value",
            "nothing selected by",
            "multiple matches for selector",
            "is missing for replacement source",
            "error looking up replacement source",
            "delimiter option can only be used with scalar nodes",
            "cannot decode",
            "found multiple possible referrals",
            "may not add resource with an already registered id",
            "namespace transformation produces ID conflict",
            "already encountered",
            "unable to disambiguate",
            "cannot be mapped to a field in the set of known resources",
            "not found in corresponding resource");

    @Test
    void references_are_as_the_real_program_makes_them(@TempDir Path scratch) throws Exception {
        String program = System.getenv("GITOPS4J_KUSTOMIZE");
        assumeTrue(program != null && Files.isExecutable(Path.of(program)), "GITOPS4J_KUSTOMIZE names no kustomize");
        long first = Long.getLong("gitops4j.kustomize.seed", 1);
        int count = Integer.getInteger("gitops4j.kustomize.folders", 300);
        List<String> differences = new ArrayList<>();
        Map<String, Integer> reasons = new TreeMap<>();
        for (long seed = first; seed < first + count; seed++) {
            Path folder = scratch.resolve("f" + seed);
            write(folder, RandomFolder.files(seed));
            Result real = real(program, folder);
            Result ours = ours(folder);
            reasons.merge(real.failure == null ? BUILT : reason(real), 1, Integer::sum);
            String difference = difference(real, ours);
            if (difference != null) {
                differences.add("seed " + seed + ": " + difference);
            }
        }
        assertThat(differences)
                .as("%d of %d folders differ: %s", differences.size(), count, reasons)
                .isEmpty();
        assertThat(reasons.getOrDefault(BUILT, 0))
                .as("folders that can be built of %s", reasons)
                .isGreaterThan(count / 3);
    }

    private record Result(List<Node> objects, @Nullable String failure) {}

    private static @Nullable String difference(Result real, Result ours) {
        if (real.failure != null && real.failure.contains(CRASH)) {
            return null;
        }
        if (real.failure != null || ours.failure != null) {
            boolean alike =
                    real.failure != null && ours.failure != null && reason(real).equals(reason(ours));
            return alike ? null : "\n  there: " + real.failure + "\n  here: " + ours.failure;
        }
        if (real.objects.equals(ours.objects)) {
            return null;
        }
        for (int i = 0; i < Math.min(real.objects.size(), ours.objects.size()); i++) {
            if (!real.objects.get(i).equals(ours.objects.get(i))) {
                return "\n  there: " + Printer.json(real.objects.get(i), Mask.none()) + "\n  here:  "
                        + Printer.json(ours.objects.get(i), Mask.none());
            }
        }
        return "there are " + real.objects.size() + " and " + ours.objects.size() + " objects";
    }

    /** A name that a value without a type replaced is a number there at times; no object can have one. */
    private static Node named(Node.Obj body) {
        return body.at("metadata", "name")
                .map(name -> body.with(io.gitops4j.core.tree.Path.of("metadata", "name"), Node.of(ScalarText.of(name))))
                .orElse(body);
    }

    /** What a failure is about. */
    private static String reason(Result result) {
        return REASONS.stream().filter(result.failure::contains).findFirst().orElse("");
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static Result ours(Path folder) {
        try {
            return new Result(SmallBuild.of(folder).bodies(), null);
        } catch (GitOpsException e) {
            return new Result(List.of(), e.getMessage());
        }
    }

    private static Result real(String program, Path folder) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(program, "build", folder.toString())
                .redirectError(errors.toFile())
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            return new Result(List.of(), Files.readString(errors).strip());
        }
        return new Result(
                Parser.tolerant().parseYaml("out.yaml", text).stream()
                        .map(document -> named((Node.Obj) document.root()))
                        .toList(),
                null);
    }
}
