package io.gitops4j.core.ignore;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.pattern.TextPattern;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of {@code metadata.managedFields} are meant: those of a field manager, of one operation and of one
 * subresource where that is asked for. Immutable.
 */
public final class ManagedBy {
    private final TextPattern manager;
    private final @Nullable String operation;
    private final @Nullable String subresource;

    private ManagedBy(TextPattern manager, @Nullable String operation, @Nullable String subresource) {
        this.manager = Objects.requireNonNull(manager);
        this.operation = operation;
        this.subresource = subresource;
    }

    /** The entries of a field manager. */
    public static ManagedBy of(TextPattern manager) {
        return new ManagedBy(manager, null, null);
    }

    /**
     * These, of one operation.
     *
     * @param operation {@code Apply} or {@code Update}
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} for another
     */
    public ManagedBy operation(String operation) {
        if (!operation.equals("Apply") && !operation.equals("Update")) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere(),
                    "\"" + operation + "\" is no operation; write Apply or Update"));
        }
        return new ManagedBy(manager, operation, subresource);
    }

    /**
     * These, of one subresource.
     *
     * @param subresource its name, such as {@code scale}; empty for the object itself
     */
    public ManagedBy subresource(String subresource) {
        return new ManagedBy(manager, operation, Objects.requireNonNull(subresource));
    }

    /** The names of the field manager. */
    public TextPattern manager() {
        return manager;
    }

    /** The operation; empty for any. */
    public Optional<String> operation() {
        return Optional.ofNullable(operation);
    }

    /** The subresource, an empty name for the object itself; empty for any. */
    public Optional<String> subresource() {
        return Optional.ofNullable(subresource);
    }

    boolean selects(FieldManager who) {
        return manager.matches(who.name())
                && (operation == null || operation.equals(who.operation().word()))
                && (subresource == null || subresource.equals(who.subresource()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManagedBy that
                && manager.equals(that.manager)
                && Objects.equals(operation, that.operation)
                && Objects.equals(subresource, that.subresource);
    }

    @Override
    public int hashCode() {
        return Objects.hash(manager, operation, subresource);
    }

    /** Such as {@code hpa-controller (Update, subresource scale)}. */
    @Override
    public String toString() {
        if (operation == null && subresource == null) {
            return manager.toString();
        }
        String first = operation == null ? "" : operation;
        String between = operation == null || subresource == null ? "" : ", ";
        return manager + " (" + first + between + (subresource == null ? "" : "subresource " + subresource) + ")";
    }
}
