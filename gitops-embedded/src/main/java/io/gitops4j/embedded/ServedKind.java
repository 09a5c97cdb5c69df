package io.gitops4j.embedded;

import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind as the cluster keeps it.
 *
 * @param groupKind the kind
 * @param plural its resource name
 * @param scope whether its objects have a namespace
 * @param versions the versions served, the preferred one first; at least one
 * @param hasStatus whether status is a subresource, which an apply does not write
 * @param hasGeneration whether its objects count their generations
 */
record ServedKind(
        GroupKind groupKind,
        String plural,
        Scope scope,
        List<String> versions,
        boolean hasStatus,
        boolean hasGeneration) {
    private static final Set<String> VERBS = Set.of("create", "delete", "get", "list", "patch", "update", "watch");

    ServedKind {
        versions = List.copyOf(versions);
    }

    KindInfo info() {
        return new KindInfo(groupKind, plural, scope, versions, VERBS);
    }

    boolean namespaced() {
        return scope == Scope.NAMESPACED;
    }

    /** This kind in the versions but one; empty where it was the only one. */
    Optional<ServedKind> without(String version) {
        List<String> rest =
                versions.stream().filter(one -> !one.equals(version)).toList();
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServedKind(groupKind, plural, scope, rest, hasStatus, hasGeneration));
    }

    /** The {@code apiVersion} of a version asked for, or of the preferred one where that is empty or not served. */
    String apiVersion(String wanted) {
        return groupKind.apiVersion(versions.contains(wanted) ? wanted : versions.get(0));
    }

    /** Whether an {@code apiVersion} is one of this kind. */
    boolean serves(String apiVersion) {
        return GroupKind.groupOf(apiVersion).equals(groupKind.group())
                && versions.contains(GroupKind.versionOf(apiVersion));
    }

    /** As API servers name it in messages, such as {@code deployments.apps}. */
    String resource() {
        return groupKind.group().isEmpty() ? plural : plural + "." + groupKind.group();
    }
}
