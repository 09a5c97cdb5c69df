package io.gitops4j.core.run.internal;

import io.gitops4j.core.health.Health;
import io.gitops4j.core.resource.ResourceKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was observed of a run so far. Immutable.
 *
 * @param progress how far each step is that was begun, by number
 * @param health the health of each object that the run waits for, as it is now
 * @param gone the objects that the cluster was seen without after their removal
 * @param stop whether somebody cancelled, or a newer run takes its place
 */
public record Observed(
        Map<Integer, Progress> progress, Map<ResourceKey, Health> health, Set<ResourceKey> gone, Optional<Stop> stop) {
    /** Why a run stops before it is done. */
    public enum Stop {
        /** Somebody cancelled it. */
        CANCELLED,
        /** A newer run takes its place; only a run that waits is stopped by it. */
        SUPERSEDED
    }

    /** Keeps unmodifiable copies. */
    public Observed {
        progress = Map.copyOf(progress);
        health = Map.copyOf(health);
        gone = Set.copyOf(gone);
    }

    /** Nothing was begun. */
    public static Observed nothing() {
        return new Observed(Map.of(), Map.of(), Set.of(), Optional.empty());
    }
}
