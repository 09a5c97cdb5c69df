package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Defaults that the API server's code fills in and that the schemas it publishes do not tell ({@code pkg/apis/…/defaults.go}
 * of kubernetes/kubernetes, and {@code pkg/apis/apps/v1/conversion.go} for claim templates). Here are those that can be inside
 * a value that is owned as one: only there is what was filled in ours as well. Where the default depends on other fields, the
 * one is listed that applies when the field may have a value at all.
 */
final class GoDefaults {
    private static final Node TCP = Node.of("TCP");
    private static final Node ANY = Node.of("*");
    private static final Node RBAC = Node.of("rbac.authorization.k8s.io");

    private static final Map<String, Map<String, Node>> BY_TYPE = Map.ofEntries(
            // keys of lists of ports, whose default not every document tells
            Map.entry("io.k8s.api.core.v1.ContainerPort", Map.of("protocol", TCP)),
            Map.entry("io.k8s.api.core.v1.ServicePort", Map.of("protocol", TCP)),
            Map.entry("io.k8s.api.core.v1.EndpointPort", Map.of("protocol", TCP)),
            Map.entry("io.k8s.api.discovery.v1.EndpointPort", Map.of("name", Node.of(""), "protocol", TCP)),
            Map.entry("io.k8s.api.networking.v1.NetworkPolicyPort", Map.of("protocol", TCP)),
            Map.entry("io.k8s.api.core.v1.ObjectFieldSelector", Map.of("apiVersion", Node.of("v1"))),
            // a quantity that is no pointer
            Map.entry("io.k8s.api.core.v1.ResourceFieldSelector", Map.of("divisor", Node.of("0"))),
            Map.entry(
                    "io.k8s.api.core.v1.ServiceAccountTokenProjection", Map.of("expirationSeconds", Node.of(60 * 60))),
            Map.entry(
                    "io.k8s.api.core.v1.PersistentVolumeClaim",
                    Map.of("apiVersion", Node.of("v1"), "kind", Node.of("PersistentVolumeClaim"))),
            Map.entry("io.k8s.api.core.v1.PersistentVolumeClaimSpec", Map.of("volumeMode", Node.of("Filesystem"))),
            Map.entry("io.k8s.api.core.v1.PersistentVolumeClaimStatus", Map.of("phase", Node.of("Pending"))),
            Map.entry("io.k8s.api.rbac.v1.RoleRef", Map.of("apiGroup", RBAC)),
            Map.entry("io.k8s.api.rbac.v1.Subject", Map.of("apiGroup", RBAC)),
            Map.entry("io.k8s.api.admissionregistration.v1.RuleWithOperations", Map.of("scope", ANY)),
            Map.entry("io.k8s.api.admissionregistration.v1.NamedRuleWithOperations", Map.of("scope", ANY)),
            Map.entry("io.k8s.api.batch.v1.PodFailurePolicyOnPodConditionsPattern", Map.of("status", Node.of("True"))));

    private GoDefaults() {}

    /** The default of the field {@code name} of a Go type; null where it is not known to have one. */
    static @Nullable Node of(String goType, String name) {
        Map<String, Node> fields = BY_TYPE.get(goType);
        return fields == null ? null : fields.get(name);
    }
}
