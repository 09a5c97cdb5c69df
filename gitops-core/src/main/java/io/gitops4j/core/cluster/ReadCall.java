package io.gitops4j.core.cluster;

import io.gitops4j.core.resource.ResourceKey;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which objects to read, and in which version each. Immutable. */
public final class ReadCall {
    private final Map<ResourceKey, String> versions;

    private ReadCall(Map<ResourceKey, String> versions) {
        this.versions = Collections.unmodifiableMap(versions);
    }

    /** Reads {@code keys}, each in the version that the cluster prefers. */
    public static ReadCall of(Collection<ResourceKey> keys) {
        Map<ResourceKey, String> versions = new TreeMap<>();
        keys.forEach(key -> versions.put(key, ""));
        return new ReadCall(versions);
    }

    /** Reads the keys of {@code versions}, each in that version, or the preferred one where it is empty or not served. */
    public static ReadCall inVersions(Map<ResourceKey, String> versions) {
        return new ReadCall(new TreeMap<>(versions));
    }

    /** The keys, sorted. */
    public Set<ResourceKey> keys() {
        return versions.keySet();
    }

    /** The version to read {@code key} in; empty for the preferred one. */
    public Optional<String> version(ResourceKey key) {
        return Optional.ofNullable(versions.get(key)).filter(version -> !version.isEmpty());
    }
}
