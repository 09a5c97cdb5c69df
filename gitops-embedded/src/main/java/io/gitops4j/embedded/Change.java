package io.gitops4j.embedded;

import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * One object's step from one version to the next.
 *
 * @param version the cluster's version after it
 * @param key which object
 * @param before the object before, null where there was none
 * @param after the object after, null where it is gone
 */
record Change(long version, ResourceKey key, Node.@Nullable Obj before, Node.@Nullable Obj after) {
    /** Names no value. */
    @Override
    public String toString() {
        return version + " " + key + (after == null ? " gone" : before == null ? " new" : " changed");
    }
}
