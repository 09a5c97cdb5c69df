package io.gitops4j.samples.cli;

import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.run.Outcome;

/** The exit codes, the same for every verb. */
enum Exit {
    /** In sync, or done. */
    DONE(0),
    /** It could not be done, usage errors among the reasons. */
    ERROR(1),
    /** Changes are pending. */
    PENDING(2),
    /** Everything that is pending is held back or denied. */
    HELD(3),
    /** Some of it was done. */
    PARTIAL(4),
    /** The plan no longer fits. */
    STALE(5);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Exit of(Plan plan) {
        if (!plan.isEmpty()) {
            return PENDING;
        }
        return plan.changes().isEmpty() ? DONE : HELD;
    }

    static Exit of(Status status) {
        return status.plan().map(Exit::of).orElse(ERROR);
    }

    static Exit of(Outcome outcome) {
        return switch (outcome.kind()) {
            case NO_CHANGE, APPLIED -> DONE;
            case PARTIAL -> PARTIAL;
            case HELD, DENIED -> HELD;
            case STALE, SUPERSEDED -> STALE;
            case FAILED, CANCELLED -> ERROR;
        };
    }
}
