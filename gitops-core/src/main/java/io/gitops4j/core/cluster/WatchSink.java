package io.gitops4j.core.cluster;

import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;

/**
 * Takes what a watch sees, in order, on the adapter's thread: quick, and without throwing. After {@link #expired} or {@link
 * #failed} nothing follows; list again and watch anew.
 */
public interface WatchSink {
    /** The object appeared or changed. */
    void changed(ResourceKey key, Live.Present live);

    /** The object is gone; {@code last} is its last state. */
    void gone(ResourceKey key, Live.Present last);

    /** All changes up to {@code resourceVersion} have been delivered. */
    void bookmark(String resourceVersion);

    /** The version to go on from is no longer known to the cluster (HTTP 410). */
    void expired();

    /** The watch ended. */
    void failed(Problem problem);
}
