package io.gitops4j.testkit;

import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;

/** A watch's sink that does nothing; a test overrides what it is about. */
public class QuietSink implements WatchSink {
    /** A sink that does nothing. */
    public QuietSink() {}

    @Override
    public void changed(ResourceKey key, Live.Present live) {}

    @Override
    public void gone(ResourceKey key, Live.Present last) {}

    @Override
    public void bookmark(String resourceVersion) {}

    @Override
    public void expired() {}

    @Override
    public void failed(Problem problem) {}
}
