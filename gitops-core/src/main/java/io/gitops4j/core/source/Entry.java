package io.gitops4j.core.source;

/**
 * One name in a snapshot.
 *
 * @param path where it is
 * @param type what it is
 * @param size the number of bytes of a file, else -1
 * @param id the id of its content; of a link the id of the link's own text, of a submodule the pinned commit
 */
public record Entry(RepoPath path, Type type, long size, ContentId id) {
    /** What a name in a snapshot can be. */
    public enum Type {
        /** A file. */
        FILE,
        /** A folder. */
        DIRECTORY,
        /** A symbolic link, not followed; {@link Snapshot#find} follows. */
        LINK,
        /** A pinned commit of another repository; reading it or below it is an error that names it. */
        SUBMODULE
    }
}
