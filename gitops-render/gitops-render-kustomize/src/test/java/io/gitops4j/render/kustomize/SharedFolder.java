package io.gitops4j.render.kustomize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a folder of cases that lies beside the repository. */
final class SharedFolder {
    private SharedFolder() {}

    /** What {@code setting} names, or {@code shared/<name>} in or beside the working directory or one above it. */
    static Optional<Path> find(String setting, String name) {
        String given = System.getProperty(setting, System.getenv().getOrDefault(setting, ""));
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given)).filter(Files::isDirectory);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared").resolve(name);
            if (Files.isDirectory(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
