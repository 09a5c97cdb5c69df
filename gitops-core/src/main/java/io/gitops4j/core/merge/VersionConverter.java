package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Node;
import java.util.Optional;

/**
 * Turns an object of one API version into another: managers may have written in different versions, and each one's fields
 * belong to its own. Called by the thread that merges, possibly several times for one object.
 */
@FunctionalInterface
public interface VersionConverter {
    /**
     * {@code value} in {@code apiVersion}, with that version's type; empty where the version does not exist (any more),
     * whereupon managers that wrote in it lose their fields.
     *
     * @throws io.gitops4j.core.GitOpsException where it cannot be converted
     */
    Optional<TypedValue> convert(TypedValue value, String apiVersion);

    /**
     * All versions have one schema and differ in the field {@code apiVersion} alone, as those of a custom resource
     * without a conversion webhook do.
     */
    static VersionConverter none() {
        return (value, apiVersion) -> Optional.of(
                value.value() instanceof Node.Obj obj && obj.has("apiVersion")
                        ? value.with(obj.with("apiVersion", Node.of(apiVersion)))
                        : value);
    }
}
