package io.gitops4j.core.run.internal;

import io.gitops4j.core.plan.internal.Step;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What to do next. */
public sealed interface Turn {
    /**
     * Do these steps, which do not need each other, and observe again.
     *
     * @param phase the part of the run that they belong to
     * @param steps the steps
     */
    record Act(Phase phase, List<Step> steps) implements Turn {}

    /**
     * Observe again when one of these objects changed, or at that time, whatever comes first.
     *
     * @param phase the part of the run that waits
     * @param keys the objects
     * @param until the time
     */
    record Await(Phase phase, Set<ResourceKey> keys, Instant until) implements Turn {}

    /**
     * The run ended.
     *
     * @param outcome how
     */
    record Done(Outcome outcome) implements Turn {}
}
