package io.gitops4j.embedded;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Scope;
import java.util.List;

/**
 * The stable kinds of a Kubernetes API server, by its discovery document. Columns: versions, group ({@code -} for
 * core), kind, plural, N or C for namespaced or cluster-wide, then s where status is a subresource and g where objects
 * have a generation.
 */
final class BuiltInKinds {
    private static final String TABLE = """
            v1 - Namespace namespaces C s
            v1 - Node nodes C s
            v1 - PersistentVolume persistentvolumes C s
            v1 - ConfigMap configmaps N
            v1 - Secret secrets N
            v1 - Service services N s
            v1 - ServiceAccount serviceaccounts N
            v1 - Pod pods N sg
            v1 - PodTemplate podtemplates N g
            v1 - PersistentVolumeClaim persistentvolumeclaims N s
            v1 - ReplicationController replicationcontrollers N sg
            v1 - ResourceQuota resourcequotas N s
            v1 - LimitRange limitranges N
            v1 - Endpoints endpoints N
            v1 - Event events N
            v1 apps Deployment deployments N sg
            v1 apps StatefulSet statefulsets N sg
            v1 apps DaemonSet daemonsets N sg
            v1 apps ReplicaSet replicasets N sg
            v1 apps ControllerRevision controllerrevisions N
            v1 batch Job jobs N sg
            v1 batch CronJob cronjobs N sg
            v2,v1 autoscaling HorizontalPodAutoscaler horizontalpodautoscalers N s
            v1 policy PodDisruptionBudget poddisruptionbudgets N sg
            v1 networking.k8s.io Ingress ingresses N sg
            v1 networking.k8s.io IngressClass ingressclasses C g
            v1 networking.k8s.io NetworkPolicy networkpolicies N g
            v1 networking.k8s.io IPAddress ipaddresses C
            v1 networking.k8s.io ServiceCIDR servicecidrs C s
            v1 rbac.authorization.k8s.io Role roles N
            v1 rbac.authorization.k8s.io RoleBinding rolebindings N
            v1 rbac.authorization.k8s.io ClusterRole clusterroles C
            v1 rbac.authorization.k8s.io ClusterRoleBinding clusterrolebindings C
            v1 storage.k8s.io StorageClass storageclasses C
            v1 storage.k8s.io CSIDriver csidrivers C
            v1 storage.k8s.io CSINode csinodes C
            v1 storage.k8s.io CSIStorageCapacity csistoragecapacities N
            v1 storage.k8s.io VolumeAttachment volumeattachments C s
            v1 storage.k8s.io VolumeAttributesClass volumeattributesclasses C
            v1 scheduling.k8s.io PriorityClass priorityclasses C g
            v1 coordination.k8s.io Lease leases N
            v1 discovery.k8s.io EndpointSlice endpointslices N g
            v1 apiextensions.k8s.io CustomResourceDefinition customresourcedefinitions C sg
            v1 apiregistration.k8s.io APIService apiservices C s
            v1 admissionregistration.k8s.io MutatingWebhookConfiguration mutatingwebhookconfigurations C g
            v1 admissionregistration.k8s.io ValidatingWebhookConfiguration validatingwebhookconfigurations C g
            v1 admissionregistration.k8s.io ValidatingAdmissionPolicy validatingadmissionpolicies C sg
            v1 admissionregistration.k8s.io ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings C g
            v1 node.k8s.io RuntimeClass runtimeclasses C
            v1 flowcontrol.apiserver.k8s.io FlowSchema flowschemas C sg
            v1 flowcontrol.apiserver.k8s.io PriorityLevelConfiguration prioritylevelconfigurations C sg
            v1 certificates.k8s.io CertificateSigningRequest certificatesigningrequests C s
            v1 events.k8s.io Event events N
            v1 resource.k8s.io DeviceClass deviceclasses C g
            v1 resource.k8s.io ResourceClaim resourceclaims N s
            v1 resource.k8s.io ResourceClaimTemplate resourceclaimtemplates N
            v1 resource.k8s.io ResourceSlice resourceslices C g
            """;

    private static final List<ServedKind> ALL =
            TABLE.lines().map(BuiltInKinds::row).toList();

    private BuiltInKinds() {}

    static List<ServedKind> all() {
        return ALL;
    }

    static boolean hasGroup(String group) {
        return ALL.stream().anyMatch(kind -> kind.groupKind().group().equals(group));
    }

    private static ServedKind row(String line) {
        String[] cells = line.split(" ");
        String flags = cells.length > 5 ? cells[5] : "";
        return new ServedKind(
                new GroupKind(cells[1].equals("-") ? "" : cells[1], cells[2]),
                cells[3],
                cells[4].equals("N") ? Scope.NAMESPACED : Scope.CLUSTER,
                List.of(cells[0].split(",")),
                flags.contains("s"),
                flags.contains("g"));
    }
}
