package io.gitops4j.core.health;

import io.gitops4j.core.health.Conditions.Condition;
import java.util.Optional;

/** Kinds that run to an end. */
final class Jobs {
    private Jobs() {}

    /**
     * Only a condition that is {@code True} counts: a Job that was resumed keeps {@code Suspended=False}, and is
     * running. (Argo CD takes it for Healthy.)
     */
    static Health job(Fields fields) {
        Optional<Condition> failed = fields.conditions().holding("Failed");
        if (failed.isPresent()) {
            return Health.degraded(failed.get().word(), failed.get().message());
        }
        Optional<Condition> complete = fields.conditions().holding("Complete");
        if (complete.isPresent()) {
            return Health.healthy(complete.get().word(), complete.get().message());
        }
        Optional<Condition> suspended = fields.conditions().holding("Suspended");
        if (suspended.isPresent() && fields.isTrue("spec", "suspend")) {
            return Health.suspended(suspended.get().word(), suspended.get().message());
        }
        long active = fields.number(0, "status", "active");
        return Health.progressing("Running", active + " pods are running");
    }

    /** A CronJob is as healthy as it gets when it is there; its Jobs have a health of their own. */
    static Health cronJob(Fields fields) {
        return fields.isTrue("spec", "suspend")
                ? Health.suspended("Suspended", "no new Jobs are started").withVerdict(Health.Wait.DONE)
                : Health.healthy();
    }

    /** argoproj/gitops-engine {@code pkg/health/health_argo.go}. */
    static Health workflow(Fields fields) {
        String phase = fields.text("status", "phase");
        String message = fields.text("status", "message");
        return switch (phase) {
            case "", "Pending", "Running" -> Health.progressing(phase.isEmpty() ? "Pending" : phase, message);
            case "Succeeded" -> Health.healthy(phase, message);
            case "Failed", "Error" -> Health.degraded(phase, message);
            default -> Health.unknown(phase, message);
        };
    }
}
