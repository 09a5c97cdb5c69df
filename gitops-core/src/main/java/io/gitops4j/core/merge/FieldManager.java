package io.gitops4j.core.merge;

import java.util.Comparator;
import java.util.Objects;

/**
 * Who writes fields: a name, by what kind of request, at which subresource. Three managers of one name are three
 * managers.
 *
 * @param name what the request called itself
 * @param operation the kind of request
 * @param subresource such as {@code status} or {@code scale}; empty for the object itself
 */
public record FieldManager(String name, Operation operation, String subresource) implements Comparable<FieldManager> {
    private static final Comparator<FieldManager> ORDER = Comparator.comparing(FieldManager::name)
            .thenComparing(FieldManager::operation)
            .thenComparing(FieldManager::subresource);

    /** How a request writes. */
    public enum Operation {
        /** A server-side apply: the request names all fields that the manager wants to own. */
        APPLY("Apply"),
        /** Anything else, create and patch included: the manager owns what it changed. */
        UPDATE("Update");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        /** The word in {@code metadata.managedFields}. */
        public String word() {
            return word;
        }
    }

    /** A manager. */
    public FieldManager {
        Objects.requireNonNull(name);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(subresource);
    }

    /** Who applies the object itself. */
    public static FieldManager apply(String name) {
        return new FieldManager(name, Operation.APPLY, "");
    }

    /** Who updates the object itself. */
    public static FieldManager update(String name) {
        return new FieldManager(name, Operation.UPDATE, "");
    }

    /** This manager at {@code subresource}. */
    public FieldManager at(String subresource) {
        return new FieldManager(name, operation, subresource);
    }

    @Override
    public int compareTo(FieldManager other) {
        return ORDER.compare(this, other);
    }
}
