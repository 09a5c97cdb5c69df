package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.gitops4j.testing.RealRepository;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every kustomization of repositories that other projects publish: planned, applied, nothing to do, taken away. */
class RealKustomizationsTest {
    private static final Pattern CONFIRM = Pattern.compile("to let it go: --confirm \"(.*)\"");

    @TempDir
    private static Path state;

    @TestFactory
    Stream<DynamicContainer> on_the_embedded_cluster() {
        return each(() -> List.of("-n", "shop"));
    }

    @Nested
    class OnKubernetes {
        @RegisterExtension
        static final ControlPlane PLANE = ControlPlane.fresh().withControllers().build();

        @TestFactory
        Stream<DynamicContainer> on_a_real_cluster() {
            return each(() -> List.of(
                    "-n",
                    PLANE.namespace(),
                    "--cluster",
                    "context:" + ControlPlane.CONTEXT,
                    "--kubeconfig",
                    PLANE.kubeconfig().toString()));
        }
    }

    private static Stream<DynamicContainer> each(Supplier<List<String>> target) {
        return RealRepository.all().stream()
                .map(repository -> dynamicContainer(
                        repository.toString(),
                        repository.kustomizations().stream()
                                .map(folder ->
                                        dynamicTest(folder, () -> delivered(repository, folder, target.get())))));
    }

    private static void delivered(RealRepository repository, String folder, List<String> target) throws IOException {
        try (Shell shell = new Shell(Files.createTempDirectory(state, "shell"))) {
            repository.commitTo(shell.git);
            for (String before : repository.before(folder)) {
                run(shell, target, before, "apply", "--timeout", "0").exits(Exit.DONE);
            }
            String digest = run(shell, target, folder, "plan", "--timeout", "0")
                    .exits(Exit.PENDING)
                    .digest();
            run(shell, target, folder, "apply", "--timeout", "0", "--plan", digest)
                    .exits(Exit.DONE);
            assertThat(run(shell, target, folder, "plan").exits(Exit.DONE).out())
                    .contains("Nothing to do: ");
            List<String> all = new ArrayList<>(repository.before(folder));
            all.add(folder);
            Collections.reverse(all);
            all.forEach(one -> takeAway(shell, target, one));
        }
    }

    /** Declares nothing of it any more, and lets go what the plan holds, as the plan says how. */
    private static void takeAway(Shell shell, List<String> target, String folder) {
        shell.git.delete(folder).write(folder + "/README.md", "nothing").commit("no " + folder);
        List<String> let = new ArrayList<>(List.of("--allow-empty", "--timeout", "2m"));
        Matcher held = CONFIRM.matcher(run(shell, target, folder, "plan", "--allow-empty")
                .exits(Exit.PENDING)
                .out());
        while (held.find()) {
            let.addAll(List.of("--confirm", held.group(1)));
        }
        run(shell, target, folder, "apply", let.toArray(new String[0])).exits(Exit.DONE);
        assertThat(run(shell, target, folder, "plan", "--allow-empty")
                        .exits(Exit.DONE)
                        .out())
                .contains("Nothing to do: 0 unchanged");
    }

    private static Shell.Result run(Shell shell, List<String> target, String folder, String verb, String... more) {
        List<String> args =
                new ArrayList<>(List.of(verb, "--repo", shell.git.folder().toString(), "--path", folder));
        args.addAll(List.of("--name", folder.replace('/', '-').toLowerCase(Locale.ROOT)));
        args.addAll(target);
        args.addAll(List.of(more));
        return shell.run(args.toArray(new String[0]));
    }
}
