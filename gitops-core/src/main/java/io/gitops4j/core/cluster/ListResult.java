package io.gitops4j.core.cluster;

import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects of a kind at one moment, whole or not at all: a list that failed has a problem and no objects. Immutable. */
public final class ListResult {
    private final Map<ResourceKey, Live.Present> objects;
    private final String resourceVersion;
    private final @Nullable Problem problem;

    private ListResult(Map<ResourceKey, Live.Present> objects, String resourceVersion, @Nullable Problem problem) {
        this.objects = Collections.unmodifiableMap(objects);
        this.resourceVersion = resourceVersion;
        this.problem = problem;
    }

    /** All objects of the selection, and the version to watch from. */
    public static ListResult of(Map<ResourceKey, Live.Present> objects, String resourceVersion) {
        return new ListResult(new TreeMap<>(objects), resourceVersion, null);
    }

    /** A kind that the cluster does not serve: no objects. */
    public static ListResult unserved() {
        return new ListResult(new TreeMap<>(), "", null);
    }

    /** The list could not be had. */
    public static ListResult failed(Problem problem) {
        return new ListResult(new TreeMap<>(), "", problem);
    }

    /** The objects by key; unmodifiable. Empty where {@link #problem} is there, which does not mean that there are none. */
    public Map<ResourceKey, Live.Present> objects() {
        return objects;
    }

    /** The version of the list, to watch from; empty where it failed or the kind is not served. */
    public String resourceVersion() {
        return resourceVersion;
    }

    /** Why there is no list. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
