package io.gitops4j.core.health;

import io.gitops4j.core.health.Conditions.Condition;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the conditions say that most controllers write (kubernetes-sigs/cli-utils {@code pkg/kstatus/README.md}): {@code
 * Stalled} and {@code Reconciling} tell of the controller, {@code Ready} and {@code Available} of the object. A
 * condition that is not {@code True} is on its way: only {@code Stalled} says that waiting does not help.
 */
final class Conventions {
    private Conventions() {}

    static Optional<Health> assess(Fields fields) {
        Conditions conditions = fields.conditions();
        return conditions
                .holding("Stalled")
                .map(stalled -> Health.degraded(stalled.word(), stalled.message()))
                .or(() ->
                        conditions.holding("Reconciling").map(busy -> Health.progressing(busy.word(), busy.message())))
                .or(() -> conditions
                        .find("Ready")
                        .or(() -> conditions.find("Available"))
                        .map(condition -> told(condition, fields)));
    }

    private static Health told(Condition condition, Fields fields) {
        OptionalLong generation = fields.number("metadata", "generation");
        OptionalLong observed = condition.observedGeneration();
        if (generation.isPresent() && observed.isPresent() && observed.getAsLong() < generation.getAsLong()) {
            return Health.progressing(
                    "GenerationNotObserved",
                    "the condition " + condition.type() + " is of generation " + observed.getAsLong() + ", not yet of "
                            + generation.getAsLong());
        }
        return condition.isTrue()
                ? Health.healthy(condition.word(), condition.message())
                : Health.progressing(condition.word(), condition.message());
    }
}
