package io.gitops4j.embedded;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.tree.Node;
import java.util.Map;
import java.util.Optional;

/** The script of each kind: from an object to its next status. */
final class Scripts {
    /** The next status of {@code object}; the present one, or empty, where it is at its end. */
    @FunctionalInterface
    interface Script {
        Optional<Node.Obj> next(Node.Obj object, Ending ending, String now);
    }

    /** Where a rollout leads. */
    enum Ending {
        READY,
        FAIL,
        STUCK
    }

    private static final Map<String, Script> BY_KIND = Map.ofEntries(
            Map.entry("Deployment.apps", WorkloadScripts::deployment),
            Map.entry("StatefulSet.apps", WorkloadScripts::statefulSet),
            Map.entry("DaemonSet.apps", WorkloadScripts::daemonSet),
            Map.entry("ReplicaSet.apps", WorkloadScripts::replicaSet),
            Map.entry("ReplicationController", WorkloadScripts::replicaSet),
            Map.entry("Job.batch", PodScripts::job),
            Map.entry("Pod", PodScripts::pod),
            Map.entry("PersistentVolumeClaim", OtherScripts::claim),
            Map.entry("Service", OtherScripts::service),
            Map.entry("Ingress.networking.k8s.io", OtherScripts::ingress),
            Map.entry("HorizontalPodAutoscaler.autoscaling", OtherScripts::autoscaler),
            Map.entry("PodDisruptionBudget.policy", OtherScripts::budget),
            Map.entry("APIService.apiregistration.k8s.io", OtherScripts::apiService),
            Map.entry("CustomResourceDefinition.apiextensions.k8s.io", OtherScripts::definition));

    private Scripts() {}

    static Optional<Node.Obj> next(GroupKind kind, Node.Obj object, String now) {
        Script script = BY_KIND.get(kind.toString());
        return script == null ? Optional.empty() : script.next(object, ending(object), now);
    }

    private static Ending ending(Node.Obj object) {
        String asked = Metadata.annotation(object, Rollout.ANNOTATION);
        if (asked.isEmpty()) {
            asked = object.text("spec", "template", "metadata", "annotations", Rollout.ANNOTATION)
                    .orElse("");
        }
        return switch (asked) {
            case "fail" -> Ending.FAIL;
            case "stuck" -> Ending.STUCK;
            default -> Ending.READY;
        };
    }
}
