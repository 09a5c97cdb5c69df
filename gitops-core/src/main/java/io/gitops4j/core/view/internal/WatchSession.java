package io.gitops4j.core.view.internal;

import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/** One watch of a feed; what comes from one that was given up is not heard. Its fields are guarded by the view's lock. */
final class WatchSession implements WatchSink {
    private final Feed feed;

    @Nullable
    Registration registration;

    /** Whether it shows what is so now, and not what was missed. */
    boolean caughtUp;

    WatchSession(Feed feed, boolean caughtUp) {
        this.feed = feed;
        this.caughtUp = caughtUp;
    }

    @Override
    public void changed(ResourceKey key, Live.Present live) {
        feed.hear(this, live.resourceVersion(), after -> feed.kind().changed(key, live, after));
    }

    @Override
    public void gone(ResourceKey key, Live.Present last) {
        feed.hear(this, last.resourceVersion(), after -> feed.kind().gone(key, last, after));
    }

    @Override
    public void bookmark(String resourceVersion) {
        feed.hear(this, resourceVersion, after -> caughtUp = true);
    }

    @Override
    public void expired() {
        feed.ended(this, null);
    }

    @Override
    public void failed(Problem problem) {
        feed.ended(this, problem);
    }
}
