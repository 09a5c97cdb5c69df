package io.gitops4j.core.resource;

import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.tree.Node;
import java.util.List;

/**
 * What a cluster says of one key. Only {@link Present} with proof of ownership is ever deleted, and only {@link Absent}
 * and {@link Unserved} mean that nothing is there: a failed read is {@link Unreadable}, which blocks that key and no
 * other.
 */
public sealed interface Live {
    /**
     * The object is there.
     *
     * @param body the object as the cluster gave it, without {@code metadata.managedFields}
     * @param managed who owns which of its fields, as far as the cluster says; an entry that cannot be read is left out
     */
    record Present(Node.Obj body, ManagedFields managed) implements Live {
        /** The object {@code whole}, which may have {@code metadata.managedFields}. */
        public Present(Node.Obj whole) {
            this(ManagedFields.empty().on(whole), ManagedFields.readable(whole));
        }

        /** The object with its {@code metadata.managedFields}, as the API server writes it. */
        public Node.Obj whole() {
            return managed.on(body);
        }

        /** The uid, empty where the object has none. */
        public String uid() {
            return body.text("metadata", "uid").orElse("");
        }

        /** The resource version, empty where the object has none. */
        public String resourceVersion() {
            return body.text("metadata", "resourceVersion").orElse("");
        }

        /** The generation, 0 where the kind has none. */
        public long generation() {
            return body.at("metadata", "generation")
                    .map(node -> node instanceof Node.Num num && num.isLong()
                            ? num.value().longValue()
                            : 0L)
                    .orElse(0L);
        }

        /** Whether it is being deleted. */
        public boolean terminating() {
            return body.at("metadata", "deletionTimestamp").isPresent();
        }

        /** What must let it go before it is gone, once it is being deleted. */
        public List<String> finalizers() {
            return body.object("metadata").array("finalizers").items().stream()
                    .filter(Node.Str.class::isInstance)
                    .map(item -> ((Node.Str) item).value())
                    .toList();
        }

        @Override
        public String toString() {
            return "Present[" + uid() + "@" + resourceVersion() + "]";
        }
    }

    /** The cluster serves the kind and has no such object. */
    record Absent() implements Live {}

    /** The cluster does not serve the kind, in no version: such an object cannot be there. */
    record Unserved() implements Live {}

    /**
     * The cluster did not say.
     *
     * @param problem why
     */
    record Unreadable(Problem problem) implements Live {}
}
