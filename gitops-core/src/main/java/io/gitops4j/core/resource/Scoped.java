package io.gitops4j.core.resource;

import io.gitops4j.core.Problem;
import java.util.List;

/** What {@link Scoping} makes of the objects of one application. Immutable. */
public final class Scoped {
    private final ResourceSet resources;
    private final List<Problem> errors;
    private final List<Problem> warnings;
    private final List<Blocked> blocked;

    Scoped(ResourceSet resources, List<Problem> errors, List<Problem> warnings, List<Blocked> blocked) {
        this.resources = resources;
        this.errors = List.copyOf(errors);
        this.warnings = List.copyOf(warnings);
        this.blocked = List.copyOf(blocked);
    }

    /** The objects that are fine, without the blocked ones; of use only where there are no errors. */
    public ResourceSet resources() {
        return resources;
    }

    /** What is wrong with the set, in the order of the source: with any of these there is no plan; unmodifiable. */
    public List<Problem> errors() {
        return errors;
    }

    /** What was set right; unmodifiable. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** The objects that cannot be dealt with now; unmodifiable. */
    public List<Blocked> blocked() {
        return blocked;
    }
}
