package io.gitops4j.core.plan.internal;

import io.gitops4j.core.plan.InventoryEntry;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which objects of one application were found in sync, and with what: the very same declared object, the very same live
 * one and an equal entry of the inventory are in sync again, which need not be worked out. Whoever keeps it forgets it when the
 * schemas, the rules or the manifests are others. Safe for any number of threads.
 */
public final class InSyncMemory {
    private final Map<ResourceKey, Known> known = new ConcurrentHashMap<>();

    /** A memory that knows of nothing. */
    public InSyncMemory() {}

    private record Known(Resource resource, Live live, InventoryEntry entry) {}

    /** Whether these were found in sync before. */
    boolean holds(Resource resource, Live live, Optional<InventoryEntry> entry) {
        Known last = known.get(resource.key());
        return last != null
                && last.resource == resource
                && last.live == live
                && entry.filter(last.entry::equals).isPresent();
    }

    void remember(Resource resource, Live live, InventoryEntry entry) {
        known.put(resource.key(), new Known(resource, live, entry));
    }
}
