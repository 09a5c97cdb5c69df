package io.gitops4j.core.resource;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Declared objects, one for each key, sorted by key. Immutable. */
public final class ResourceSet implements Iterable<Resource> {
    private static final ResourceSet EMPTY = new ResourceSet(Collections.emptyNavigableMap());

    private final NavigableMap<ResourceKey, Resource> byKey;

    private ResourceSet(NavigableMap<ResourceKey, Resource> byKey) {
        this.byKey = Collections.unmodifiableNavigableMap(byKey);
    }

    /** The set of nothing. */
    public static ResourceSet empty() {
        return EMPTY;
    }

    /**
     * The set of {@code resources}, in whatever order they come.
     *
     * @throws IllegalArgumentException where two have one key
     */
    public static ResourceSet of(Collection<Resource> resources) {
        NavigableMap<ResourceKey, Resource> byKey = new TreeMap<>();
        for (Resource resource : resources) {
            if (byKey.put(resource.key(), resource) != null) {
                throw new IllegalArgumentException("two resources have the key " + resource.key());
            }
        }
        return new ResourceSet(byKey);
    }

    /** The resource of {@code key}. */
    public Optional<Resource> find(ResourceKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Whether there is a resource of {@code key}. */
    public boolean has(ResourceKey key) {
        return byKey.containsKey(key);
    }

    /** The keys in order; unmodifiable. */
    public NavigableSet<ResourceKey> keys() {
        return byKey.navigableKeySet();
    }

    /** This set without the resources of {@code keys}; those that it does not have are no error. */
    public ResourceSet without(Collection<ResourceKey> keys) {
        NavigableMap<ResourceKey, Resource> rest = new TreeMap<>(byKey);
        keys.forEach(rest::remove);
        return rest.size() == byKey.size() ? this : new ResourceSet(rest);
    }

    /** The number of resources. */
    public int size() {
        return byKey.size();
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** The resources in the order of their keys. */
    public Stream<Resource> stream() {
        return byKey.values().stream();
    }

    @Override
    public Iterator<Resource> iterator() {
        return byKey.values().iterator();
    }

    @Override
    public String toString() {
        return byKey.keySet().toString();
    }
}
