package io.gitops4j.embedded;

import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that the API server lets nobody change, of the kinds that people put into Git. */
final class ImmutableFields {
    private static final Map<String, List<Path>> FIELDS = Map.ofEntries(
            fields("Deployment.apps", "spec.selector"),
            fields("DaemonSet.apps", "spec.selector"),
            fields("ReplicaSet.apps", "spec.selector"),
            fields(
                    "StatefulSet.apps",
                    "spec.podManagementPolicy",
                    "spec.selector",
                    "spec.serviceName",
                    "spec.volumeClaimTemplates"),
            fields("Job.batch", "spec.completionMode", "spec.selector", "spec.template"),
            fields(
                    "PersistentVolumeClaim",
                    "spec.accessModes",
                    "spec.selector",
                    "spec.storageClassName",
                    "spec.volumeMode"),
            fields("Secret", "type"),
            fields("RoleBinding.rbac.authorization.k8s.io", "roleRef"),
            fields("ClusterRoleBinding.rbac.authorization.k8s.io", "roleRef"),
            fields("StorageClass.storage.k8s.io", "parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"),
            fields("IngressClass.networking.k8s.io", "spec.controller"),
            fields("PriorityClass.scheduling.k8s.io", "preemptionPolicy", "value"),
            fields("CustomResourceDefinition.apiextensions.k8s.io", "spec.group", "spec.scope"));
    private static final Path CLUSTER_IP = Path.of("spec", "clusterIP");

    private ImmutableFields() {}

    private static Map.Entry<String, List<Path>> fields(String kind, String... fields) {
        return Map.entry(
                kind,
                List.of(fields).stream()
                        .map(field -> Path.of(field.split("\\.")))
                        .toList());
    }

    /** The first such field in which both differ. */
    static Optional<Problem> changed(ResourceKey key, Node.Obj before, Node.Obj after) {
        String kind = key.groupKind().toString();
        for (Path field : FIELDS.getOrDefault(kind, List.of())) {
            if (!before.at(field).equals(after.at(field))) {
                return Admission.invalid(key, field.toString(), "field is immutable");
            }
        }
        if (kind.equals("Service")
                && before.at(CLUSTER_IP).isPresent()
                && !before.at(CLUSTER_IP).equals(after.at(CLUSTER_IP))) {
            return Admission.invalid(key, CLUSTER_IP.toString(), "field is immutable");
        }
        return kind.equals("ConfigMap") || kind.equals("Secret") ? sealed(key, before, after) : Optional.empty();
    }

    /** A ConfigMap or Secret that was declared immutable. */
    private static Optional<Problem> sealed(ResourceKey key, Node.Obj before, Node.Obj after) {
        if (!before.at("immutable").equals(Optional.of(Node.of(true)))) {
            return Optional.empty();
        }
        for (String field : List.of("immutable", "data", "binaryData")) {
            if (!before.at(field).equals(after.at(field))) {
                return Admission.invalid(key, field, "field is immutable when `immutable` is set");
            }
        }
        return Optional.empty();
    }
}
