package io.gitops4j.core.merge;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;

/**
 * From which managed fields an update starts: those that the request itself brings, which is how a client edits them, else
 * those of the live object (apimachinery {@code util/managedfields/internal/fieldmanager.go}, {@code decodeLiveOrNew}).
 */
final class ManagedBefore {
    private ManagedBefore() {}

    static ManagedFields update(Node.Obj live, Node.Obj changed, boolean subresource) {
        if (subresource) {
            return orEmpty(live);
        }
        if (resets(changed)) {
            return ManagedFields.empty();
        }
        try {
            ManagedFields brought = ManagedFields.of(changed);
            return brought.isEmpty() ? orEmpty(live) : brought;
        } catch (GitOpsException malformed) {
            return orEmpty(live);
        }
    }

    /** Whether the list is there and empty, or its only entry says nothing. */
    private static boolean resets(Node.Obj changed) {
        if (!(changed.object("metadata").get("managedFields") instanceof Node.Arr list)) {
            return false;
        }
        return list.size() == 0 || list.size() == 1 && list.get(0) instanceof Node.Obj only && only.size() == 0;
    }

    private static ManagedFields orEmpty(Node.Obj object) {
        try {
            return ManagedFields.of(object);
        } catch (GitOpsException malformed) {
            return ManagedFields.empty();
        }
    }
}
