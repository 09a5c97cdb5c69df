package io.gitops4j.core.resource;

import io.gitops4j.core.Problem;
import java.util.List;

/**
 * Tells of a kind whether its objects have a namespace; what {@link Scoping} needs to know of a cluster. An
 * implementation answers from memory, always the same while one set is scoped.
 */
@FunctionalInterface
public interface ScopeLookup {
    /** What is known of {@code kind} in {@code version}. */
    Answer scopeOf(GroupKind kind, String version);

    /** What is known of a kind. */
    sealed interface Answer {}

    /**
     * The kind is served in that version.
     *
     * @param scope its scope
     */
    record Known(Scope scope) implements Answer {}

    /**
     * The kind is served, not in that version.
     *
     * @param scope its scope
     * @param served the versions served, the preferred one first
     */
    record VersionNotServed(Scope scope, List<String> served) implements Answer {
        /** Keeps an unmodifiable copy. */
        public VersionNotServed {
            served = List.copyOf(served);
        }
    }

    /** The cluster said what it serves of this group, and the kind is not among it. */
    record UnknownKind() implements Answer {}

    /**
     * The cluster did not say: its answer for the group failed.
     *
     * @param problem why
     */
    record Unreadable(Problem problem) implements Answer {}
}
