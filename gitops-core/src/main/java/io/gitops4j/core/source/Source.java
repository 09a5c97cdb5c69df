package io.gitops4j.core.source;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;

/**
 * Reads declared state from one kind of place. Implementations are safe for any number of threads, may be called again and
 * again, keep caches of their own, and never run anything that the content names.
 */
public interface Source extends AutoCloseable {

    /** The word that a {@link SourceRef#type()} names this source by, such as {@code git}. */
    String type();

    /**
     * The revision that {@code ref} means now. Cheap: it asks for the ref alone, and reads no content.
     *
     * @throws GitOpsException with {@link Code#SOURCE_NOT_FOUND} where repository or ref do not exist, {@link
     *     Code#INVALID_CONFIGURATION} where the ref is ambiguous or malformed, {@link Code#SOURCE_UNAVAILABLE} (retryable)
     *     where the repository cannot be reached, {@link Code#CANCELLED}
     */
    Revision resolve(SourceRef ref, Cancellation cancellation);

    /**
     * The tree of {@code revision}, fetched where it is not here yet. The caller closes it.
     *
     * @throws GitOpsException as {@link #resolve}; {@link Code#SOURCE_NOT_FOUND} where the revision is gone
     */
    Snapshot open(Revision revision, Cancellation cancellation);

    /** Ends fetches and frees what is held; snapshots still open stay readable until they are closed. */
    @Override
    void close();
}
