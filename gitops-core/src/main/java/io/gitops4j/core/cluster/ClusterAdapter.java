package io.gitops4j.core.cluster;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;

/**
 * One cluster as one identity: primitives only. Implementations are safe for any number of threads, keep no cache of objects,
 * never retry a write on their own, and never put a value of an object into a message.
 *
 * <p>Cancellation ends reads and waits; a write that was sent is never abandoned: its answer is awaited, or it is {@link
 * WriteResult.Uncertain}. Reads and writes answer with values; only misuse, {@link #discover} and cancellation throw.
 */
public interface ClusterAdapter extends AutoCloseable {

    /** What the cluster can do; constant. */
    Capabilities capabilities();

    /**
     * The kinds that the cluster serves now. A group that cannot be asked is a failure of that group.
     *
     * @throws GitOpsException with {@link Code#CLUSTER_UNAVAILABLE} (retryable) where nothing can be asked, {@link
     *     Code#FORBIDDEN}, {@link Code#CANCELLED}
     */
    Discovery discover(Cancellation cancellation);

    /** The field schemas. */
    Schemas schemas();

    /** One answer for each key. A key that cannot be read is unreadable, and no other key is the worse for it. */
    ReadResult get(ReadCall call, Cancellation cancellation);

    /** All objects of a kind that {@code selection} takes, whole or not at all. */
    ListResult list(KindRef kind, Selection selection, Cancellation cancellation);

    /** Watches from a list's version until the registration is closed, or the sink is told that it ended. */
    Registration watch(WatchCall call, WatchSink sink);

    /** Applies one object, as {@link ApplyCall} says. */
    WriteResult apply(ApplyCall call, Cancellation cancellation);

    /** Deletes one object, as {@link DeleteCall} says; an object with finalizers stays, terminating, until they are gone. */
    WriteResult delete(DeleteCall call, Cancellation cancellation);

    /** Ends watches and frees what is held. */
    @Override
    void close();
}
