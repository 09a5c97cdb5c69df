package io.gitops4j.core.cluster;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which objects of a kind: all, those of a namespace, those with given labels. Immutable. */
public final class Selection {
    private static final Selection ALL = new Selection(null, Map.of(), false);

    private final @Nullable String namespace;
    private final Map<String, String> labels;
    private final boolean metadataOnly;

    private Selection(@Nullable String namespace, Map<String, String> labels, boolean metadataOnly) {
        this.namespace = namespace;
        this.metadataOnly = metadataOnly;
        this.labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** All objects of the kind. */
    public static Selection all() {
        return ALL;
    }

    /** Those of this selection in {@code namespace}. */
    public Selection inNamespace(String namespace) {
        return new Selection(Objects.requireNonNull(namespace), labels, metadataOnly);
    }

    /** Those of this selection with the label {@code key} of that value. */
    public Selection withLabel(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return new Selection(namespace, more, metadataOnly);
    }

    /**
     * Those of this selection, for a caller who looks at their {@code metadata} alone: an adapter may leave out all but
     * {@code apiVersion}, {@code kind} and {@code metadata}, and {@code metadata.managedFields} too.
     */
    public Selection metadataOnly() {
        return new Selection(namespace, labels, true);
    }

    /** The namespace; empty for all. */
    public Optional<String> namespace() {
        return Optional.ofNullable(namespace);
    }

    /** The labels that an object must have, sorted; unmodifiable. */
    public Map<String, String> labels() {
        return labels;
    }

    /** Whether the caller looks at the metadata alone. */
    public boolean isMetadataOnly() {
        return metadataOnly;
    }
}
