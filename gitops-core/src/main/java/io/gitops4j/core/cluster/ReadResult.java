package io.gitops4j.core.cluster;

import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One {@link Live} for each key that was asked for. Immutable. */
public final class ReadResult {
    private final Map<ResourceKey, Live> all;

    private ReadResult(Map<ResourceKey, Live> all) {
        this.all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** These answers. */
    public static ReadResult of(Map<ResourceKey, Live> all) {
        return new ReadResult(all);
    }

    /**
     * The answer for {@code key}.
     *
     * @throws IllegalArgumentException where it was not asked for
     */
    public Live of(ResourceKey key) {
        Live live = all.get(key);
        if (live == null) {
            throw new IllegalArgumentException("not read: " + key);
        }
        return live;
    }

    /** All answers, by key; unmodifiable. */
    public Map<ResourceKey, Live> all() {
        return all;
    }
}
