package io.gitops4j.core.source;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The revision of each of an application's sources, by the source's name. Immutable. */
public final class Revisions {
    private static final Revisions NONE = new Revisions(Map.of());

    private final Map<String, Revision> all;

    private Revisions(Map<String, Revision> all) {
        this.all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /** No revision. */
    public static Revisions none() {
        return NONE;
    }

    /** These revisions, by source name. */
    public static Revisions of(Map<String, Revision> all) {
        return new Revisions(all);
    }

    /** The revision of the source of that name. */
    public Optional<Revision> of(String sourceName) {
        return Optional.ofNullable(all.get(sourceName));
    }

    /** All of them, by source name, sorted; unmodifiable. */
    public Map<String, Revision> all() {
        return all;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Revisions that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    /** Such as {@code main@1a2b3c4}. */
    @Override
    public String toString() {
        return String.join(", ", all.values().stream().map(Revision::toString).toList());
    }
}
