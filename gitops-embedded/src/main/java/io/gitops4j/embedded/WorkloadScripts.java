package io.gitops4j.embedded;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.embedded.Scripts.Ending;
import java.util.Optional;

/**
 * Workloads with replicas, in three steps: the controller has seen the generation, the new pods are there, the new pods
 * are ready. A failing one keeps the old pods serving, as a rollout to a bad image does.
 */
final class WorkloadScripts {
    private static final long NODES = 2;

    private WorkloadScripts() {}

    static Optional<Node.Obj> deployment(Node.Obj object, Ending ending, String now) {
        Node.Obj status = object.object("status");
        long wanted = Metadata.number(object.object("spec"), "replicas", 1);
        long ready = Math.min(Metadata.number(status, "readyReplicas", 0), wanted);
        Conditions conditions = new Conditions(object, now);
        if (!seen(object)) {
            boolean paused = object.object("spec").get("paused") == Node.of(true);
            available(conditions, ready >= wanted);
            if (paused) {
                conditions.isUnknown("Progressing", "DeploymentPaused");
            } else {
                conditions.isTrue("Progressing", "ReplicaSetUpdated");
            }
            long updated = paused ? Metadata.number(status, "updatedReplicas", 0) : 0;
            return Optional.of(replicas(object, wanted, updated, ready, conditions));
        }
        boolean done = Conditions.hasReason(object, "Progressing", "NewReplicaSetAvailable")
                || Conditions.hasReason(object, "Progressing", "DeploymentPaused")
                || Conditions.hasReason(object, "Progressing", "ProgressDeadlineExceeded");
        if (done || ending == Ending.STUCK) {
            return Optional.empty();
        }
        if (ending == Ending.FAIL) {
            available(conditions, ready >= wanted).isFalse("Progressing", "ProgressDeadlineExceeded");
            return Optional.of(replicas(object, wanted, Math.min(1, wanted), ready, conditions));
        }
        if (Metadata.number(status, "updatedReplicas", 0) < wanted) {
            available(conditions, ready >= wanted).isTrue("Progressing", "ReplicaSetUpdated");
            return Optional.of(replicas(object, wanted, wanted, ready, conditions));
        }
        available(conditions, true).isTrue("Progressing", "NewReplicaSetAvailable");
        return Optional.of(replicas(object, wanted, wanted, wanted, conditions));
    }

    private static Conditions available(Conditions conditions, boolean enough) {
        return enough
                ? conditions.isTrue("Available", "MinimumReplicasAvailable")
                : conditions.isFalse("Available", "MinimumReplicasUnavailable");
    }

    private static Node.Obj replicas(Node.Obj object, long all, long updated, long ready, Conditions conditions) {
        ObjBuilder out = Node.objectBuilder().put("observedGeneration", Metadata.generation(object));
        count(out, "replicas", all);
        count(out, "updatedReplicas", updated);
        count(out, "readyReplicas", ready);
        count(out, "availableReplicas", ready);
        count(out, "unavailableReplicas", all - ready);
        return out.put("conditions", conditions.build()).build();
    }

    static Optional<Node.Obj> statefulSet(Node.Obj object, Ending ending, String now) {
        Node.Obj status = object.object("status");
        long wanted = Metadata.number(object.object("spec"), "replicas", 1);
        String revision = object.text("metadata", "name").orElse("") + "-" + Metadata.generation(object);
        String current = status.text("currentRevision").orElse(revision);
        if (!seen(object)) {
            long ready = Math.min(Metadata.number(status, "readyReplicas", 0), wanted);
            return Optional.of(set(object, wanted, 0, ready, current, revision));
        }
        String update = status.text("updateRevision").orElse(revision);
        if (ending != Ending.READY) {
            // a stateful set does not say that it failed: its first new pod never gets ready
            long ready = Math.min(Metadata.number(status, "readyReplicas", 0), Math.max(0, wanted - 1));
            boolean begun = ending == Ending.FAIL && Metadata.number(status, "updatedReplicas", 0) == 0 && wanted > 0;
            return begun ? Optional.of(set(object, wanted, 1, ready, current, update)) : Optional.empty();
        }
        if (Metadata.number(status, "updatedReplicas", 0) < wanted) {
            long ready = Math.max(Metadata.number(status, "readyReplicas", 0), wanted / 2);
            return Optional.of(set(object, wanted, wanted, Math.min(ready, wanted), current, update));
        }
        return Optional.of(set(object, wanted, wanted, wanted, update, update));
    }

    private static Node.Obj set(Node.Obj object, long all, long updated, long ready, String current, String update) {
        ObjBuilder out = Node.objectBuilder()
                .put("observedGeneration", Metadata.generation(object))
                .put("replicas", all)
                .put("availableReplicas", ready)
                .put("currentRevision", current)
                .put("updateRevision", update)
                .put("collisionCount", 0);
        count(out, "readyReplicas", ready);
        count(out, "updatedReplicas", updated);
        count(out, "currentReplicas", current.equals(update) ? all : all - updated);
        return out.build();
    }

    static Optional<Node.Obj> daemonSet(Node.Obj object, Ending ending, String now) {
        Node.Obj status = object.object("status");
        long ready = Metadata.number(status, "numberReady", 0);
        if (!seen(object)) {
            return Optional.of(daemons(object, 0, ready));
        }
        if (ending != Ending.READY) {
            boolean begun = ending == Ending.FAIL && Metadata.number(status, "updatedNumberScheduled", 0) == 0;
            return begun ? Optional.of(daemons(object, 1, Math.min(ready, NODES - 1))) : Optional.empty();
        }
        return Optional.of(
                Metadata.number(status, "updatedNumberScheduled", 0) < NODES
                        ? daemons(object, NODES, ready)
                        : daemons(object, NODES, NODES));
    }

    private static Node.Obj daemons(Node.Obj object, long updated, long ready) {
        ObjBuilder out = Node.objectBuilder()
                .put("observedGeneration", Metadata.generation(object))
                .put("currentNumberScheduled", NODES)
                .put("desiredNumberScheduled", NODES)
                .put("numberMisscheduled", 0)
                .put("numberReady", ready);
        count(out, "updatedNumberScheduled", updated);
        count(out, "numberAvailable", ready);
        count(out, "numberUnavailable", NODES - ready);
        return out.build();
    }

    static Optional<Node.Obj> replicaSet(Node.Obj object, Ending ending, String now) {
        long wanted = Metadata.number(object.object("spec"), "replicas", 1);
        Node.Obj status = object.object("status");
        long ready = Math.min(Metadata.number(status, "readyReplicas", 0), wanted);
        if (seen(object) && ending != Ending.READY) {
            return Optional.empty();
        }
        ObjBuilder out = Node.objectBuilder()
                .put("observedGeneration", Metadata.generation(object))
                .put("replicas", wanted);
        count(out, "fullyLabeledReplicas", wanted);
        count(out, "readyReplicas", seen(object) ? wanted : ready);
        count(out, "availableReplicas", seen(object) ? wanted : ready);
        return Optional.of(out.build());
    }

    private static boolean seen(Node.Obj object) {
        return Metadata.number(object.object("status"), "observedGeneration", 0) == Metadata.generation(object);
    }

    /** Kubernetes leaves counts of zero out. */
    private static void count(ObjBuilder out, String field, long number) {
        if (number > 0) {
            out.put(field, number);
        }
    }
}
