package io.gitops4j.core.view.internal;

import io.gitops4j.core.resource.ResourceKey;

/** Is told of changes by others, on the adapter's thread: quick, and without throwing. */
@FunctionalInterface
public interface Listener {
    /** {@code key} changed, in the view already. */
    void on(ResourceKey key, Notice notice);
}
