package io.gitops4j.core.plan;

import io.gitops4j.core.resource.ResourceKey;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects of one application that are ours, or that a run was about to make ours, by key. Immutable. */
public final class Inventory {
    private static final Inventory EMPTY = new Inventory(new TreeMap<>());

    private final TreeMap<ResourceKey, InventoryEntry> entries;

    private Inventory(TreeMap<ResourceKey, InventoryEntry> entries) {
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
        return new Inventory(byKey);
    }

    /** This inventory with {@code entry}, in place of one of the same key. */
    public Inventory with(InventoryEntry entry) {
        TreeMap<ResourceKey, InventoryEntry> more = new TreeMap<>(entries);
        more.put(entry.key(), entry);
        return new Inventory(more);
    }

    /** This inventory without the object {@code key}. */
    public Inventory without(ResourceKey key) {
        if (!entries.containsKey(key)) {
            return this;
        }
        TreeMap<ResourceKey, InventoryEntry> less = new TreeMap<>(entries);
        less.remove(key);
        return new Inventory(less);
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
        return other instanceof Inventory that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.size() + " objects";
    }
}
