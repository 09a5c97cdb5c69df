package io.gitops4j.core.resource;

import io.gitops4j.core.Problem;
import java.util.Optional;

/**
 * A declared object that cannot be dealt with now, and why; the others are not held up by it. It is declared all the
 * same: whatever it {@link #concerns} must not be pruned.
 *
 * @param manifest the object
 * @param key its key, where its scope is known
 * @param problem why it is blocked
 */
public record Blocked(Manifest manifest, Optional<ResourceKey> key, Problem problem) {
    /**
     * Whether {@code other} is this object, or may be: without a known scope, every key of the same kind and name in a
     * namespace that fits.
     */
    public boolean concerns(ResourceKey other) {
        if (key.isPresent()) {
            return key.get().equals(other);
        }
        boolean fits = other.namespace().isEmpty()
                || manifest.namespace().map(other.namespace()::equals).orElse(true);
        return fits
                && other.groupKind().equals(manifest.groupKind())
                && manifest.name().filter(other.name()::equals).isPresent();
    }

    @Override
    public String toString() {
        return "Blocked[" + problem.text() + "]";
    }
}
