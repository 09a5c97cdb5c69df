package io.gitops4j.git;

import io.gitops4j.core.GitOpsException;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads objects, once more after a fresh look at the folder: another process may have packed or replaced the files
 * meanwhile. Safe for several threads, each call has a reader of its own.
 */
final class ObjectAccess {
    private final GitStore.Objects objects;
    private final String repository;
    private final Runnable onDamage;

    /** A read. */
    interface Read<T> {
        T from(ObjectReader reader) throws IOException;
    }

    /**
     * @param repository as messages show it
     * @param onDamage called where an object that must be there cannot be read
     */
    ObjectAccess(GitStore.Objects objects, String repository, Runnable onDamage) {
        this.objects = objects;
        this.repository = repository;
        this.onDamage = onDamage;
    }

    String repository() {
        return repository;
    }

    /** What {@code read} gives; an object it needs must be there. */
    <T> T read(Read<T> read) {
        try {
            return attempt(read);
        } catch (IOException first) {
            objects.rescan();
            try {
                return attempt(read);
            } catch (IOException second) {
                onDamage.run();
                throw Problems.unavailable(
                        repository,
                        "An object can no longer be read: the repository, or the cache of it, was removed or damaged "
                                + "meanwhile. Try again; a damaged cache is fetched anew.");
            }
        }
    }

    private <T> T attempt(Read<T> read) throws IOException {
        try (ObjectReader reader = objects.newReader()) {
            return read.from(reader);
        } catch (GitOpsException refused) {
            throw refused;
        } catch (RuntimeException damaged) {
            // JGit answers some damaged packs with an index out of bounds
            throw new IOException(damaged);
        }
    }
}
