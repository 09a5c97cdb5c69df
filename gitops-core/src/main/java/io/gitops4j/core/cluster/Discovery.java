package io.gitops4j.core.cluster;

import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.GroupKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What kinds a cluster serves, and which groups could not be asked. Immutable. */
public final class Discovery {
    private final String epoch;
    private final Map<GroupKind, KindInfo> kinds;
    private final Map<String, Problem> failures;

    private Discovery(String epoch, Map<GroupKind, KindInfo> kinds, Map<String, Problem> failures) {
        this.epoch = epoch;
        this.kinds = Collections.unmodifiableMap(kinds);
        this.failures = Map.copyOf(failures);
    }

    /**
     * What a cluster serves.
     *
     * @param epoch a word that changes whenever the kinds do
     * @param kinds the kinds, one entry each
     * @param failures by API group, why it could not be asked; its kinds may be missing from {@code kinds}
     */
    public static Discovery of(String epoch, Collection<KindInfo> kinds, Map<String, Problem> failures) {
        Map<GroupKind, KindInfo> byKind = new TreeMap<>();
        kinds.forEach(kind -> byKind.put(kind.groupKind(), kind));
        return new Discovery(epoch, byKind, failures);
    }

    /** A word that changes whenever the kinds do. */
    public String epoch() {
        return epoch;
    }

    /** The kind, or empty where it is not served or its group failed. */
    public Optional<KindInfo> find(GroupKind kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    /** All kinds, sorted by group and kind; unmodifiable. */
    public Collection<KindInfo> kinds() {
        return kinds.values();
    }

    /** By API group, why it could not be asked; unmodifiable. */
    public Map<String, Problem> failures() {
        return failures;
    }
}
