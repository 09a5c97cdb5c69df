package io.gitops4j.core.run;

import io.gitops4j.core.plan.Plan;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a gate decides on. Immutable. */
public final class GateRequest {
    private final Plan plan;
    private final Trigger trigger;
    private final @Nullable Run previous;
    private final Instant now;

    private GateRequest(Plan plan, Trigger trigger, @Nullable Run previous, Instant now) {
        this.plan = Objects.requireNonNull(plan);
        this.trigger = Objects.requireNonNull(trigger);
        this.previous = previous;
        this.now = Objects.requireNonNull(now);
    }

    /** A plan that is about to be applied. */
    public static GateRequest of(Plan plan, Trigger trigger, Optional<Run> previous, Instant now) {
        return new GateRequest(plan, trigger, previous.orElse(null), now);
    }

    /** What would be done. */
    public Plan plan() {
        return plan;
    }

    /** Why, and who asked. */
    public Trigger trigger() {
        return trigger;
    }

    /** The application's last run that ended. */
    public Optional<Run> previous() {
        return Optional.ofNullable(previous);
    }

    /** The time. */
    public Instant now() {
        return now;
    }
}
