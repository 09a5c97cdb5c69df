package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person should know of changing a field of some kind. Immutable. */
final class FieldTraits {
    private static final FieldPath TEMPLATE = FieldPath.of("spec", "template");
    private static final FieldPath REPLICAS = FieldPath.of("spec", "replicas");
    /** Kinds whose count of replicas is 1 where nobody says one, which no schema tells. */
    private static final Set<String> SCALED =
            Set.of("Deployment.apps", "StatefulSet.apps", "ReplicaSet.apps", "ReplicationController");

    private static final Set<String> ROLLING = Set.of("Deployment.apps", "StatefulSet.apps", "DaemonSet.apps");

    /** Fields that the API server lets nobody change, by the validation of their kinds (pkg/apis/…/validation). */
    private static final Map<String, List<FieldPath>> IMMUTABLE = Map.ofEntries(
            immutable("Deployment.apps", "spec.selector"),
            immutable("DaemonSet.apps", "spec.selector"),
            immutable("ReplicaSet.apps", "spec.selector"),
            immutable(
                    "StatefulSet.apps",
                    "spec.podManagementPolicy",
                    "spec.selector",
                    "spec.serviceName",
                    "spec.volumeClaimTemplates"),
            immutable("Job.batch", "spec.completionMode", "spec.selector", "spec.template"),
            immutable(
                    "PersistentVolumeClaim",
                    "spec.accessModes",
                    "spec.selector",
                    "spec.storageClassName",
                    "spec.volumeMode"),
            immutable("Service", "spec.clusterIP"),
            immutable("Secret", "type"),
            immutable("RoleBinding.rbac.authorization.k8s.io", "roleRef"),
            immutable("ClusterRoleBinding.rbac.authorization.k8s.io", "roleRef"),
            immutable("StorageClass.storage.k8s.io", "parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"),
            immutable("IngressClass.networking.k8s.io", "spec.controller"),
            immutable("PriorityClass.scheduling.k8s.io", "preemptionPolicy", "value"),
            immutable("CustomResourceDefinition.apiextensions.k8s.io", "spec.group", "spec.scope"));

    private final String kind;
    private final FieldType type;

    private FieldTraits(String kind, FieldType type) {
        this.kind = kind;
        this.type = type;
    }

    private static Map.Entry<String, List<FieldPath>> immutable(String kind, String... fields) {
        return Map.entry(kind, Arrays.stream(fields).map(FieldPath::parse).toList());
    }

    /** The traits of the fields of {@code object}'s kind. */
    static FieldTraits of(Node.Obj object, FieldType type) {
        String group = GroupKind.groupOf(object.text("apiVersion").orElse(""));
        return new FieldTraits(new GroupKind(group, object.text("kind").orElse("")).toString(), type);
    }

    /** The flags of a change of the value at {@code path}; {@code before} is null where there is none. */
    Set<Change.Flag> flags(FieldPath path, Change.Kind what, @Nullable Node before) {
        Set<Change.Flag> flags = EnumSet.noneOf(Change.Flag.class);
        if (ROLLING.contains(kind) && TEMPLATE.covers(path)) {
            flags.add(Change.Flag.ROLLS_PODS);
        }
        // what an optional field was not given yet, may be given once
        boolean first = kind.equals("Service") && before == null;
        if (!first && IMMUTABLE.getOrDefault(kind, List.of()).stream().anyMatch(field -> field.covers(path))) {
            flags.add(Change.Flag.IMMUTABLE);
        }
        if (what == Change.Kind.REMOVE && defaultOf(path).isPresent()) {
            flags.add(Change.Flag.RESETS_TO_DEFAULT);
        }
        return flags;
    }

    /** The value that the field has once nobody gives one. */
    private Optional<Node> defaultOf(FieldPath path) {
        if (SCALED.contains(kind) && path.equals(REPLICAS)) {
            return Optional.of(Node.of(1));
        }
        FieldType at = type;
        StructField field = null;
        for (PathElement element : path.elements()) {
            if (element instanceof PathElement.Field member) {
                field = at.map() == null ? null : at.map().field(member.name());
                at = at.member(member.name());
            } else {
                field = null;
                at = at.listOrAtomic().element();
            }
        }
        return Optional.ofNullable(field).flatMap(StructField::defaultValue);
    }
}
