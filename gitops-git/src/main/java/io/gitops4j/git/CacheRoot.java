package io.gitops4j.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of all caches: the host's, or a temporary one that goes with the source and its last snapshot. */
final class CacheRoot {
    private final @Nullable Path given;
    private @Nullable Path temporary;
    private int users = 1;

    CacheRoot(@Nullable Path given) {
        this.given = given;
    }

    /** The folder; made at the first use. */
    synchronized Path path() throws IOException {
        if (given != null) {
            return Files.createDirectories(given);
        }
        if (temporary == null) {
            temporary = Files.createTempDirectory("gitops4j-git-");
        }
        return temporary;
    }

    /** Keeps the folder until {@link #release}. */
    synchronized void acquire() {
        users++;
    }

    synchronized void release() {
        users--;
        if (users == 0 && temporary != null) {
            CacheFolder.delete(temporary);
        }
    }
}
