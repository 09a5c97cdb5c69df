package io.gitops4j.render.kustomize.internal.resource;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kinds that come before all others, and kinds that come after them. Immutable. */
public final class KindOrder {
    private static final List<String> FIRST = List.of(
            "Namespace",
            "ResourceQuota",
            "StorageClass",
            "CustomResourceDefinition",
            "ServiceAccount",
            "PodSecurityPolicy",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "ConfigMap",
            "Secret",
            "Endpoints",
            "Service",
            "LimitRange",
            "PriorityClass",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Deployment",
            "StatefulSet",
            "CronJob",
            "PodDisruptionBudget");
    private static final List<String> LAST = List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");
    private static final KindOrder LEGACY = new KindOrder(FIRST, LAST);

    private final Map<String, Integer> ranks = new HashMap<>();

    private KindOrder(List<String> first, List<String> last) {
        for (int i = 0; i < first.size(); i++) {
            ranks.put(first.get(i), i - first.size());
        }
        for (int i = 0; i < last.size(); i++) {
            ranks.put(last.get(i), 1 + i);
        }
    }

    /** The order with {@code first} before and {@code last} after all other kinds; a kind in both comes last. */
    public static KindOrder of(List<String> first, List<String> last) {
        return new KindOrder(first, last);
    }

    /** The order in which Kustomize has always put objects, once meant for applying them ({@code kyaml/resid/gvk.go}). */
    public static KindOrder legacy() {
        return LEGACY;
    }

    /** Less than 0 for a kind that comes first, more for one that comes last. */
    public int rank(String kind) {
        return ranks.getOrDefault(kind, 0);
    }

    /** By rank, then as {@link Gvk#BY_TEXT}. */
    public Comparator<Gvk> comparator() {
        return Comparator.<Gvk>comparingInt(gvk -> rank(gvk.kind())).thenComparing(Gvk.BY_TEXT);
    }
}
