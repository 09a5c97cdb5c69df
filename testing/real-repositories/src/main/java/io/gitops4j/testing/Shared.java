package io.gitops4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Input that lies beside the project and is never copied into it. */
public final class Shared {
    private Shared() {}

    /**
     * The folder that the property {@code name} or the variable of that name says, or the first of {@code usual} above the working
     * directory. Where there is none, the test that asks is skipped, with the reason.
     */
    public static Path folder(String name, String usual) {
        Optional<Path> found = Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .map(Path::of)
                .or(() -> above(usual))
                .filter(Files::isDirectory);
        Assumptions.assumeTrue(
                found.isPresent(),
                () -> "no such input here: set " + name + " to the folder \"" + usual + "\" to run this");
        return found.orElseThrow();
    }

    private static Optional<Path> above(String usual) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(usual))) {
                return Optional.of(at.resolve(usual));
            }
        }
        return Optional.empty();
    }

    /** What is in a file. */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below {@code folder}, sorted. */
    public static List<Path> files(Path folder) {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
