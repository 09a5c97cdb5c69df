package io.gitops4j.testkit.controlplane;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The folder that holds the programs, and how it was found. */
final class Binaries {
    /** The variable that controller tests of the Go world use: a folder with etcd and kube-apiserver. */
    static final String ENVTEST = "KUBEBUILDER_ASSETS";

    static final String OWN = "GITOPS4J_CONTROL_PLANE";
    static final String BUILD = "testing/control-plane/build";

    static final String NONE = "no control plane: run " + BUILD + " (needs Go 1.26), or set " + ENVTEST;

    private static final List<String> BASE = List.of("etcd", "kube-apiserver");
    private static final List<String> CONTROLLERS =
            List.of("kube-controller-manager", "kube-scheduler", "kwok", "stages.yaml");

    private final @Nullable Path folder;
    private final String source;

    private Binaries(@Nullable Path folder, String source) {
        this.folder = folder;
        this.source = source;
    }

    /** What this JVM uses; searched for once. */
    static Binaries ofThisJvm() {
        return Once.FOUND;
    }

    /**
     * The first that is named by {@code settings}, else the cache folder of the build script above {@code from}.
     *
     * @param settings the value of a setting, or null
     */
    static Binaries find(Function<String, @Nullable String> settings, Path from) {
        for (String name : List.of(ENVTEST, OWN)) {
            String value = settings.apply(name);
            if (value != null && !value.isBlank()) {
                return new Binaries(Path.of(value), name);
            }
        }
        return new Binaries(script(from).flatMap(Binaries::whereItBuilds).orElse(null), BUILD);
    }

    /** Why there can be no such control plane, as one line; empty where there can. */
    Optional<String> missing(boolean controllers) {
        Path where = folder;
        if (where == null || (source.equals(BUILD) && !lacks(where, BASE).isEmpty())) {
            return Optional.of(NONE);
        }
        List<String> base = lacks(where, BASE);
        if (!base.isEmpty()) {
            return Optional.of("no control plane: " + source + " has no " + String.join(", ", base) + " in " + where);
        }
        List<String> rest = controllers ? lacks(where, CONTROLLERS) : List.of();
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of("no controllers: " + source + " has no " + String.join(", ", rest) + " in " + where
                        + "; run " + BUILD + (source.equals(BUILD) ? "" : " and unset " + source));
    }

    /** The path of a program, or of {@code stages.yaml}. */
    Path file(String name) {
        if (folder == null) {
            throw new IllegalStateException(NONE);
        }
        return folder.resolve(name).toAbsolutePath();
    }

    private static List<String> lacks(Path folder, List<String> names) {
        List<String> absent = new ArrayList<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            if (!(name.endsWith(".yaml") ? Files.isReadable(file) : Files.isExecutable(file))) {
                absent.add(name);
            }
        }
        return absent;
    }

    private static Optional<Path> script(Path from) {
        for (Path at = from.toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve(BUILD);
            if (Files.isExecutable(script)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }

    /** What {@code build --where} prints; empty where that fails, which is the same as not being built. */
    private static Optional<Path> whereItBuilds(Path script) {
        try {
            Process process = new ProcessBuilder(script.toString(), "--where")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 && !said.isEmpty() ? Optional.of(Path.of(said)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static final class Once {
        static final Binaries FOUND = find(Once::setting, Path.of(""));

        private static @Nullable String setting(String name) {
            String property = System.getProperty(name);
            return property != null ? property : System.getenv(name);
        }
    }

    @Override
    public String toString() {
        return source + File.pathSeparator + folder;
    }
}
