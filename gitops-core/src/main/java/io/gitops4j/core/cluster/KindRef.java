package io.gitops4j.core.cluster;

import io.gitops4j.core.resource.GroupKind;

/**
 * A kind in one version.
 *
 * @param groupKind the kind
 * @param version the version to read it in; empty for the one that the cluster prefers
 */
public record KindRef(GroupKind groupKind, String version) {
    /** The kind, in the version that the cluster prefers. */
    public static KindRef of(GroupKind groupKind) {
        return new KindRef(groupKind, "");
    }
}
