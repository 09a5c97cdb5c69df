package io.gitops4j.core.plan;

import io.gitops4j.core.resource.ResourceKey;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one application that are ours, or that a run was about to make ours, by key, and the cluster that they are on.
 * Immutable.
 */
public final class Inventory {
    private static final Inventory EMPTY = new Inventory("", new TreeMap<>());

    private final String cluster;
    private final TreeMap<ResourceKey, InventoryEntry> entries;

    private Inventory(String cluster, TreeMap<ResourceKey, InventoryEntry> entries) {
        this.cluster = cluster;
        this.entries = entries;
    }

    /** Nothing is ours. */
    public static Inventory empty() {
        return EMPTY;
    }

    /** These objects. */
    public static Inventory of(Collection<InventoryEntry> entries) {
        TreeMap<ResourceKey, InventoryEntry> byKey = new TreeMap<>();
        entries.forEach(entry -> byKey.put(entry.key(), entry));
        return new Inventory("", byKey);
    }

    /** This inventory, as of the cluster {@code name}. */
    public Inventory on(String name) {
        return name.equals(cluster) ? this : new Inventory(Objects.requireNonNull(name), entries);
    }

    /** The cluster that the objects are on, as applications name it; empty where it was never said. */
    public String cluster() {
        return cluster;
    }

    /** This inventory with {@code entry}, in place of one of the same key. */
    public Inventory with(InventoryEntry entry) {
        TreeMap<ResourceKey, InventoryEntry> more = new TreeMap<>(entries);
        more.put(entry.key(), entry);
        return new Inventory(cluster, more);
    }

    /** This inventory without the object {@code key}. */
    public Inventory without(ResourceKey key) {
        if (!entries.containsKey(key)) {
            return this;
        }
        TreeMap<ResourceKey, InventoryEntry> less = new TreeMap<>(entries);
        less.remove(key);
        return new Inventory(cluster, less);
    }

    /** The entry of the object {@code key}. */
    public Optional<InventoryEntry> find(ResourceKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** All entries by key, sorted; unmodifiable. */
    public Map<ResourceKey, InventoryEntry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Whether nothing is ours. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Inventory that && cluster.equals(that.cluster) && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return 31 * entries.hashCode() + cluster.hashCode();
    }

    @Override
    public String toString() {
        return entries.size() + " objects";
    }
}
