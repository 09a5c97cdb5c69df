package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import org.jspecify.annotations.Nullable;

/** What becomes of the value of a field. */
@FunctionalInterface
public interface FieldChange {
    /**
     * The new value.
     *
     * @param value the value there is; where the field was made, the empty value that the walk makes
     * @param path where it is
     */
    Node apply(Node value, Path path);

    /** What a missing field is made as. */
    enum Made {
        /** It is not made. */
        NOTHING(null),
        /** An empty object. */
        OBJECT(Node.object()),
        /** An empty list. */
        LIST(Node.array()),
        /** A scalar that the change gives its value. */
        SCALAR(Node.nil());

        @SuppressWarnings("ImmutableEnumChecker") // a node is immutable
        private final @Nullable Node empty;

        Made(@Nullable Node empty) {
            this.empty = empty;
        }

        @Nullable
        Node empty() {
            return empty;
        }
    }
}
