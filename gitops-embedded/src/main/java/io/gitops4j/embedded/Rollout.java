package io.gitops4j.embedded;

import java.time.Duration;

/**
 * How workloads become ready: what controllers and a scheduler would do in a real cluster, played from a script. An
 * object (or its pod template) can ask for another end with the annotation {@value #ANNOTATION}: {@code fail} or {@code
 * stuck}. Immutable.
 */
public final class Rollout {
    /** The annotation that makes a workload fail, or never get ready. */
    public static final String ANNOTATION = "embedded.gitops4j.io/rollout";

    private static final int STEPS = 3;

    private final Duration step;
    private final boolean plays;

    private Rollout(Duration step, boolean plays) {
        this.step = step;
        this.plays = plays;
    }

    /** Workloads are ready, or failed, when the write that asked for it returns. */
    public static Rollout immediate() {
        return new Rollout(Duration.ZERO, true);
    }

    /** Workloads get there in three steps, evenly spread over {@code time}; what takes one step takes a third of it. */
    public static Rollout over(Duration time) {
        return new Rollout(time.dividedBy(STEPS), true);
    }

    /** Workloads never move; definitions are established at once. A test writes the statuses itself. */
    public static Rollout none() {
        return new Rollout(Duration.ZERO, false);
    }

    Duration step() {
        return step;
    }

    boolean plays() {
        return plays;
    }
}
