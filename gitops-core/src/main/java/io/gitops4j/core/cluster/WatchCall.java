package io.gitops4j.core.cluster;

/**
 * What to watch.
 *
 * @param kind the kind
 * @param selection which objects of it
 * @param fromVersion the {@link ListResult#resourceVersion()} to go on from
 */
public record WatchCall(KindRef kind, Selection selection, String fromVersion) {}
