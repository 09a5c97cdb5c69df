package io.gitops4j.core.source;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import java.util.List;
import java.util.Optional;

/**
 * The whole tree of one revision: lazy, immutable, safe for several threads. Whoever opened it closes it; a second close is
 * harmless, any other use after it throws {@link IllegalStateException}.
 *
 * <p>Symbolic links on the way of a path are followed while they stay inside the snapshot; one that leaves it, or runs in a
 * circle, is {@link Code#SOURCE_REFUSED}. So is anything at or below a submodule, and the content of a Git LFS pointer: both
 * would otherwise be an empty folder or a wrong file without a word.
 */
public interface Snapshot extends AutoCloseable {

    /** The revision, with its {@link Revision#commit() commit} where the source has commits. */
    Revision revision();

    /**
     * What is at {@code path}, links followed (the entry's path is then the target's), or empty where there is nothing.
     *
     * @throws GitOpsException with {@link Code#SOURCE_REFUSED} as the type says, {@link Code#SOURCE_UNAVAILABLE} where the
     *     repository can no longer be read
     */
    Optional<Entry> find(RepoPath path);

    /**
     * The names directly in the folder {@code directory}, sorted by path, links not followed; the folder itself may be
     * reached through links. The entries' paths are below {@code directory} as given.
     *
     * @throws GitOpsException with {@link Code#SOURCE_NOT_FOUND} where there is no such folder, else as {@link #find}
     */
    List<Entry> list(RepoPath directory);

    /**
     * The bytes of the file at {@code path}, links followed.
     *
     * @param limit the most bytes to read
     * @throws GitOpsException with {@link Code#SOURCE_NOT_FOUND} where there is no such file, {@link Code#LIMIT} where it is
     *     larger than {@code limit}, else as {@link #find}
     */
    byte[] read(RepoPath path, long limit);

    @Override
    void close();
}
