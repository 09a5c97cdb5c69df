package io.gitops4j.core.cluster;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Scope;
import java.util.List;
import java.util.Set;

/**
 * A kind that a cluster serves.
 *
 * @param groupKind the kind
 * @param plural its resource name, such as {@code deployments}
 * @param scope whether its objects have a namespace
 * @param versions the versions served, the cluster's preferred one first; at least one
 * @param verbs what it can be asked for, such as {@code get}, {@code list}, {@code watch}, {@code patch}, {@code delete}
 */
public record KindInfo(GroupKind groupKind, String plural, Scope scope, List<String> versions, Set<String> verbs) {
    /** Keeps unmodifiable copies. */
    public KindInfo {
        versions = List.copyOf(versions);
        verbs = Set.copyOf(verbs);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(groupKind + " is served in no version");
        }
    }

    /** The version that the cluster prefers. */
    public String preferredVersion() {
        return versions.get(0);
    }
}
