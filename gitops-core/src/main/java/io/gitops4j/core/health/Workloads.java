package io.gitops4j.core.health;

import io.gitops4j.core.health.Conditions.Condition;
import java.util.Optional;

/**
 * Kinds that keep a number of pods. Their controllers always write {@code observedGeneration}, so that without one none
 * has looked yet (argoproj/gitops-engine {@code pkg/health}, kubernetes-sigs/cli-utils {@code
 * pkg/kstatus/status/core.go}).
 */
final class Workloads {
    private Workloads() {}

    static Health deployment(Fields fields) {
        if (fields.isTrue("spec", "paused")) {
            return Health.suspended("Paused", "the rollout is paused");
        }
        Optional<Condition> late = fields.conditions()
                .find("Progressing")
                .filter(condition -> condition.reason().equals("ProgressDeadlineExceeded"));
        if (late.isPresent()) {
            return Health.degraded(late.get().reason(), late.get().message());
        }
        if (unseen(fields)) {
            return notSeen();
        }
        long desired = fields.number(1, "spec", "replicas");
        long replicas = fields.number(0, "status", "replicas");
        long updated = fields.number(0, "status", "updatedReplicas");
        long available = fields.number(0, "status", "availableReplicas");
        if (updated < desired) {
            return Health.progressing("Updating", updated + " of " + desired + " replicas are updated");
        }
        if (replicas > updated) {
            return Health.progressing("RemovingOld", (replicas - updated) + " old replicas are not gone yet");
        }
        if (available < updated) {
            return Health.progressing("Starting", available + " of " + updated + " updated replicas are available");
        }
        return fields.conditions()
                .failing("Available")
                .or(() -> fields.conditions().failing("Progressing"))
                .map(condition -> Health.progressing(condition.word(), condition.message()))
                .orElseGet(() -> Health.healthy("Available", available + " replicas are available"));
    }

    static Health statefulSet(Fields fields) {
        if (unseen(fields)) {
            return notSeen();
        }
        long desired = fields.number(1, "spec", "replicas");
        long replicas = fields.number(0, "status", "replicas");
        long ready = fields.number(0, "status", "readyReplicas");
        long updated = fields.number(0, "status", "updatedReplicas");
        long partition = fields.number(0, "spec", "updateStrategy", "rollingUpdate", "partition");
        if (ready < desired) {
            return Health.progressing("Starting", ready + " of " + desired + " replicas are ready");
        }
        if (replicas > desired) {
            return Health.progressing("RemovingOld", (replicas - desired) + " replicas too many are not gone yet");
        }
        if (onDelete(fields)) {
            return Health.healthy(
                    "OnDelete", ready + " replicas are ready; each is updated when somebody deletes its pod");
        }
        if (partition > 0) {
            long due = Math.max(0, desired - partition);
            return updated < due
                    ? Health.progressing(
                            "Updating", updated + " of " + due + " replicas above the partition are updated")
                    : Health.healthy("PartitionUpdated", updated + " replicas above the partition are updated");
        }
        String current = fields.text("status", "currentRevision");
        String update = fields.text("status", "updateRevision");
        return current.equals(update)
                ? Health.healthy("Ready", ready + " replicas are ready")
                : Health.progressing("Updating", updated + " of " + desired + " replicas are updated");
    }

    static Health daemonSet(Fields fields) {
        if (unseen(fields) || fields.number("status", "desiredNumberScheduled").isEmpty()) {
            return notSeen();
        }
        long desired = fields.number(0, "status", "desiredNumberScheduled");
        long updated = fields.number(0, "status", "updatedNumberScheduled");
        long available = fields.number(0, "status", "numberAvailable");
        if (updated < desired && !onDelete(fields)) {
            return Health.progressing("Updating", updated + " of " + desired + " pods are updated");
        }
        if (available < desired) {
            return Health.progressing("Starting", available + " of " + desired + " pods are available");
        }
        return Health.healthy("Available", available + " pods are available");
    }

    static Health replicaSet(Fields fields) {
        Optional<Condition> failure = fields.conditions().holding("ReplicaFailure");
        if (failure.isPresent()) {
            return Health.degraded(failure.get().word(), failure.get().message());
        }
        if (unseen(fields)) {
            return notSeen();
        }
        long desired = fields.number(1, "spec", "replicas");
        long replicas = fields.number(0, "status", "replicas");
        long available = fields.number(0, "status", "availableReplicas");
        if (available < desired) {
            return Health.progressing("Starting", available + " of " + desired + " replicas are available");
        }
        if (replicas > desired) {
            return Health.progressing("RemovingOld", (replicas - desired) + " replicas too many are not gone yet");
        }
        return Health.healthy("Available", available + " replicas are available");
    }

    private static boolean onDelete(Fields fields) {
        return fields.text("spec", "updateStrategy", "type").equals("OnDelete");
    }

    private static boolean unseen(Fields fields) {
        return fields.number("metadata", "generation").isPresent()
                && fields.number("status", "observedGeneration").isEmpty();
    }

    private static Health notSeen() {
        return Health.progressing("NotObserved", "its controller has not looked at the object yet");
    }
}
