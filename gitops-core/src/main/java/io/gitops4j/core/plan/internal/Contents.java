package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would go with an object that is about to be removed: what a namespace holds, the objects of a definition.
 *
 * @param objects the objects
 * @param problem why they could not all be listed
 */
public record Contents(List<ResourceKey> objects, @Nullable Problem problem) {
    /** Keeps an unmodifiable copy. */
    public Contents {
        objects = List.copyOf(objects);
    }

    /** Why the objects could not all be listed. */
    public Optional<Problem> failure() {
        return Optional.ofNullable(problem);
    }
}
