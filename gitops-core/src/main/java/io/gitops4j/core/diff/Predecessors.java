package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.ManagedFields;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tools that deliver whole objects, and under which names they own fields. Who takes an object over from one of them must
 * take its fields over first: otherwise what is deleted in Git from then on stays for ever, since the tool that is gone still
 * owns it (KEP-3517, argo-cd#23214, kustomize-controller#486). What people and controllers own is never taken.
 */
public final class Predecessors {
    private static final Map<String, Set<FieldManager.Operation>> TOOLS = Map.of(
            // kubectl apply without --server-side
            "kubectl-client-side-apply", Set.of(FieldManager.Operation.UPDATE),
            // objects from before managed fields
            "before-first-apply", Set.of(FieldManager.Operation.UPDATE),
            "helm", Set.of(FieldManager.Operation.UPDATE, FieldManager.Operation.APPLY),
            "Helm", Set.of(FieldManager.Operation.UPDATE, FieldManager.Operation.APPLY),
            "argocd-controller", Set.of(FieldManager.Operation.UPDATE, FieldManager.Operation.APPLY),
            "kustomize-controller", Set.of(FieldManager.Operation.UPDATE, FieldManager.Operation.APPLY),
            "helm-controller", Set.of(FieldManager.Operation.UPDATE, FieldManager.Operation.APPLY));

    private Predecessors() {}

    /** Those of them that own fields of an object. */
    public static Set<FieldManager> of(ManagedFields managed) {
        Set<FieldManager> found = new LinkedHashSet<>();
        for (ManagedFields.Entry entry : managed.entries()) {
            FieldManager manager = entry.manager();
            if (manager.subresource().isEmpty()
                    && TOOLS.getOrDefault(manager.name(), Set.of()).contains(manager.operation())) {
                found.add(manager);
            }
        }
        return found;
    }

    /**
     * {@code us}, where we own fields of a Secret as the {@code stringData} that they were written by. Who writes {@code data}
     * must own them as that first: nothing is ever at {@code stringData}, and a key that is no longer declared would stay.
     */
    public static Set<FieldManager> ofStringData(ManagedFields managed, FieldManager us) {
        boolean written = managed.entries().stream()
                .anyMatch(entry -> entry.manager().equals(us)
                        && entry.apiVersion().equals("v1")
                        && !entry.fields().child("stringData").isEmpty());
        return written ? Set.of(us) : Set.of();
    }
}
