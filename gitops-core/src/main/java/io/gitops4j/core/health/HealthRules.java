package io.gitops4j.core.health;

import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges live objects. The first of these that has something to say does: deletion; a generation that the controller
 * has not seen; the host's assessors in their order; the rule of a built-in kind; the conditions {@code Stalled},
 * {@code Reconciling}, {@code Ready} and {@code Available} (kubernetes-sigs/cli-utils {@code pkg/kstatus}); and for all
 * else, that it is there. Immutable and safe for any number of threads.
 */
public final class HealthRules {
    private static final HealthRules BUILT_IN = new HealthRules(List.of());

    private final List<HealthAssessor> assessors;

    private HealthRules(List<HealthAssessor> assessors) {
        this.assessors = List.copyOf(assessors);
    }

    /** The built-in rules alone. */
    public static HealthRules builtIn() {
        return BUILT_IN;
    }

    /** The built-in rules behind {@code assessors}, the first of which is asked first. */
    public static HealthRules of(List<HealthAssessor> assessors) {
        return new HealthRules(assessors);
    }

    /** The health of what a cluster says of a key, be there an object or not. */
    public Health assess(ResourceKey key, Live live, Instant now) {
        if (live instanceof Live.Present present) {
            return assess(HealthInput.of(key, present.body(), now));
        }
        if (live instanceof Live.Unreadable unreadable) {
            return Health.unknown("Unreadable", unreadable.problem().text());
        }
        return live instanceof Live.Absent
                ? Health.missing("Absent", "the object is not in the cluster")
                : Health.missing("Unserved", "the cluster does not serve the kind");
    }

    /** The health of an object that is there. */
    public Health assess(HealthInput in) {
        Fields fields = new Fields(in.live());
        return deletion(in.live())
                .or(() -> generation(fields))
                .or(() -> assessed(in))
                .or(() -> KindRules.of(in.groupKind()).map(rule -> rule.assess(fields)))
                .or(() -> Conventions.assess(fields))
                .orElseGet(Health::healthy);
    }

    private static Optional<Health> deletion(Node.Obj object) {
        Live.Present live = new Live.Present(object);
        if (!live.terminating()) {
            return Optional.empty();
        }
        List<String> finalizers = live.finalizers();
        return Optional.of(Health.terminating(
                "Deleting",
                finalizers.isEmpty()
                        ? "the object is being deleted"
                        : "terminating, waiting for finalizer " + String.join(", ", finalizers)
                                + "; whoever serves it must let it go, or remove it by hand"));
    }

    private static Optional<Health> generation(Fields fields) {
        OptionalLong generation = fields.number("metadata", "generation");
        OptionalLong observed = fields.number("status", "observedGeneration");
        boolean behind =
                generation.isPresent() && observed.isPresent() && observed.getAsLong() < generation.getAsLong();
        return behind
                ? Optional.of(Health.progressing(
                        "GenerationNotObserved",
                        "its controller has seen generation " + observed.getAsLong() + ", not yet "
                                + generation.getAsLong()))
                : Optional.empty();
    }

    private Optional<Health> assessed(HealthInput in) {
        for (HealthAssessor assessor : assessors) {
            Optional<Health> health = assessed(assessor, in);
            if (health.isPresent()) {
                return health;
            }
        }
        return Optional.empty();
    }

    /** A message could hold what the assessor read from the object, so the class alone is shown. */
    private static Optional<Health> assessed(HealthAssessor assessor, HealthInput in) {
        try {
            return Objects.requireNonNull(assessor.assess(in));
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            return Optional.of(Health.unknown(
                    "AssessorFailed",
                    "the health assessor " + assessor.getClass().getName() + " threw "
                            + thrown.getClass().getName()));
        }
    }
}
