package io.gitops4j.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneOrphanTest {
    @TempDir
    Path temp;

    /** For its condition, and for the binaries; this one is not killed. */
    @RegisterExtension
    static final ControlPlane here = ControlPlane.shared();

    /** Starts a control plane and never ends by itself. */
    static final class Child {
        public static void main(String[] arguments) throws IOException {
            try (ControlPlane plane = ControlPlane.fresh().start()) {
                System.out.println(plane.cluster().path());
                while (System.in.read() >= 0) {
                    // until the end of input
                }
            }
        }
    }

    @Test
    void leaves_no_process_behind_when_its_jvm_is_killed()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Process child = child();
        BufferedReader out = child.inputReader();
        Path folder = Path.of(out.readLine());
        List<ProcessHandle> processes = child.descendants().toList();
        assertThat(programs(processes)).containsOnlyOnce("etcd", "kube-apiserver");

        child.destroyForcibly();

        awaitEnd(processes);
        // what a killed JVM cannot do, the next one does
        assertThat(folder).exists();
        Folder.sweep(folder.getParent());
        assertThat(folder).doesNotExist();
    }

    @Test
    void leaves_nothing_behind_when_its_jvm_ends()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Process child = child();
        Path folder = Path.of(child.inputReader().readLine());
        List<ProcessHandle> processes = child.descendants().toList();

        // SIGTERM: the hook runs
        child.destroy();

        child.onExit().get(20, TimeUnit.SECONDS);
        awaitEnd(processes);
        assertThat(folder).doesNotExist();
    }

    @Test
    void says_why_the_server_did_not_start_and_keeps_its_folder() throws IOException {
        ControlPlaneBuilder wrong = ControlPlane.fresh().serverFlag("--no-such-flag=1");

        Throwable thrown = catchThrowable(wrong::start);

        assertThat(thrown)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("kube-apiserver ended while it should start; its last lines, from ")
                .hasMessageContaining("unknown flag: --no-such-flag");
        Path folder = Path.of(thrown.getMessage().replaceFirst("(?s).*, from (.*?):\n.*", "$1"));
        assertThat(folder.resolve("kube-apiserver.log")).isNotEmptyFile();
        Folder.deleteTree(folder);
    }

    private Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void awaitEnd(List<ProcessHandle> processes)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (ProcessHandle each : processes) {
            each.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> programs(List<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(each -> each.info().command().stream())
                .map(command -> Path.of(command).getFileName().toString())
                .toList();
    }
}
