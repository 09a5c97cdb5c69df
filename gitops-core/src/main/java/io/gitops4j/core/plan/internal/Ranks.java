package io.gitops4j.core.plan.internal;

import io.gitops4j.core.resource.ResourceKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order of independent steps: namespaces, then definitions, then the rest, what others use before what uses it. A removal
 * goes the other way.
 */
final class Ranks {
    static final int NAMESPACE = 0;
    static final int DEFINITION = 1;
    static final int REST = 2;

    private static final Map<String, Integer> WITHIN_REST = Map.ofEntries(
            Map.entry("PriorityClass.scheduling.k8s.io", 0),
            Map.entry("StorageClass.storage.k8s.io", 0),
            Map.entry("ResourceQuota", 1),
            Map.entry("LimitRange", 1),
            Map.entry("ServiceAccount", 2),
            Map.entry("Secret", 3),
            Map.entry("ConfigMap", 3),
            Map.entry("ClusterRole.rbac.authorization.k8s.io", 4),
            Map.entry("Role.rbac.authorization.k8s.io", 4),
            Map.entry("ClusterRoleBinding.rbac.authorization.k8s.io", 5),
            Map.entry("RoleBinding.rbac.authorization.k8s.io", 5),
            Map.entry("PersistentVolume", 6),
            Map.entry("PersistentVolumeClaim", 7),
            Map.entry("Service", 8),
            Map.entry("Ingress.networking.k8s.io", 11),
            Map.entry("HorizontalPodAutoscaler.autoscaling", 12),
            Map.entry("APIService.apiregistration.k8s.io", 13),
            Map.entry("ValidatingWebhookConfiguration.admissionregistration.k8s.io", 14),
            Map.entry("MutatingWebhookConfiguration.admissionregistration.k8s.io", 14));
    private static final int WORKLOADS_AND_UNKNOWN = 10;

    static final Comparator<ResourceKey> APPLY = Comparator.comparingInt(Ranks::of)
            .thenComparingInt(key -> WITHIN_REST.getOrDefault(key.groupKind().toString(), WORKLOADS_AND_UNKNOWN))
            .thenComparing(Comparator.naturalOrder());

    private Ranks() {}

    /** Which of the three ranks. */
    static int of(ResourceKey key) {
        if (isNamespace(key)) {
            return NAMESPACE;
        }
        return isDefinition(key) ? DEFINITION : REST;
    }

    static boolean isNamespace(ResourceKey key) {
        return key.group().isEmpty() && key.kind().equals("Namespace");
    }

    static boolean isDefinition(ResourceKey key) {
        return key.group().equals("apiextensions.k8s.io") && key.kind().equals("CustomResourceDefinition");
    }

    /** Whether a removal may destroy data that no apply brings back. */
    static boolean holdsData(ResourceKey key) {
        return List.of("PersistentVolumeClaim", "PersistentVolume", "StatefulSet.apps")
                .contains(key.groupKind().toString());
    }
}
