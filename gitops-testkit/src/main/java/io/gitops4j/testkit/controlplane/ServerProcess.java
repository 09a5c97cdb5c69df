package io.gitops4j.testkit.controlplane;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One program of the control plane, under the launcher that ends it with this JVM. */
final class ServerProcess {
    private static final int TAIL_LINES = 15;
    private static final int TAIL_BYTES = 64 * 1024;

    private final String name;
    private final Process launcher;
    private final Path pidFile;
    private final Path log;

    private ServerProcess(String name, Process launcher, Path pidFile, Path log) {
        this.name = name;
        this.launcher = launcher;
        this.pidFile = pidFile;
        this.log = log;
    }

    /** Starts {@code program}; its output is appended to {@code NAME.log} of the folder. */
    static ServerProcess start(Folder folder, Path program, List<String> arguments) {
        String name = program.getFileName().toString();
        Path pidFile = folder.at(name + ".pid");
        Path log = folder.at(name + ".log");
        List<String> command = new ArrayList<>(
                List.of("sh", folder.at("launch.sh").toString(), pidFile.toString(), program.toString()));
        command.addAll(arguments);
        try {
            Process launcher = new ProcessBuilder(command)
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ServerProcess(name, launcher, pidFile, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    boolean alive() {
        return launcher.isAlive();
    }

    /** The end of the launcher's input is a SIGKILL of the program. */
    void beginToEnd() {
        try {
            launcher.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already
        }
    }

    void awaitEnd() {
        beginToEnd();
        boolean interrupted = Thread.interrupted();
        try {
            if (!launcher.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " did not end after SIGKILL");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Sends a signal, such as {@code STOP}, to the program itself. */
    void signal(String signal) {
        try {
            String pid = Files.readString(pidFile).strip();
            // the shell's own kill: a small image has no other
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " \"$1\"", "sh", pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("cannot send SIG" + signal + " to " + name + ", process " + pid);
            }
            if (signal.equals("STOP")) {
                awaitStopped(Path.of("/proc", pid, "task"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling " + name, e);
        }
    }

    /** A signal is sent before it has come to every thread: one that runs on would still answer. */
    private static void awaitStopped(Path threads) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Files.isDirectory(threads) && !allStopped(threads) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static boolean allStopped(Path threads) throws IOException {
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(thread -> {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    // proc(5): the state comes behind the name, which stands in parentheses
                    return stat.startsWith(") T", stat.lastIndexOf(')'));
                } catch (IOException ended) {
                    return true;
                }
            });
        }
    }

    /** The last lines that it wrote. */
    String lastLines() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = Math.max(0, all.length - TAIL_BYTES);
            List<String> lines = new String(all, from, all.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
