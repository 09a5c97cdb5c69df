package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command line is killed without warning while it applies, again and again: each next run completes what was begun. How
 * often is said by the system property {@code gitops4j.kills}; few times where it is not.
 */
class KillTest {
    private static final int OBJECTS = 150;

    @Test
    void what_a_killed_run_left_is_completed_by_the_next(@TempDir Path folder) throws Exception {
        Random random = new Random(20240101);
        int kills = Integer.getInteger("gitops4j.kills", 4);
        int midway = 0;
        for (int i = 0; i < kills; i++) {
            Path state = folder.resolve("run-" + i);
            try (Shell shell = new Shell(state)) {
                declare(shell);
                midway += kill(shell, 400 + random.nextInt(2200)) ? 1 : 0;
                // without a pause: a killed process holds nothing
                shell.shop("apply").exits(Exit.DONE);
                assertThat(shell.shop("plan").exits(Exit.DONE).out())
                        .contains("Nothing to do: " + OBJECTS + " unchanged");
                assertThat(shell.shop("history").exits(Exit.DONE).out()).doesNotContain("  - ");
            }
        }
        assertThat(midway).as("killed before they ended").isPositive();
    }

    private static void declare(Shell shell) {
        for (int i = 0; i < OBJECTS; i++) {
            shell.git.write("deploy/config-" + i + ".yaml", Manifests.CONFIG.replace("name: web", "name: config-" + i));
        }
        shell.git.commit("Many objects");
    }

    /** Whether the process was killed before it ended by itself. */
    private static boolean kill(Shell shell, int afterMillis) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(shell.here(
                "apply", "--repo", shell.git.folder().toString(), "--path", "deploy", "--name", "shop", "-n", "shop")));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }
}
