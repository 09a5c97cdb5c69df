package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.render.kustomize.internal.merge.MergeSchema;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Patches objects that were chosen ({@code api/resmap/reswrangler.go}, {@code ApplySmPatch}). */
final class Chosen {
    private Chosen() {}

    /**
     * Applies {@code patch} to the objects at {@code positions}.
     *
     * @throws io.gitops4j.core.GitOpsException where two objects have one id afterwards
     */
    static void patch(Items items, List<Integer> positions, StrategicPatch patch, MergeSchema schema) {
        Set<Item> deleted = new HashSet<>();
        boolean renamed = false;
        for (int position : positions) {
            Item before = items.get(position);
            Item after = patch.applyToChosen(before, schema);
            if (after == null) {
                deleted.add(before);
            } else {
                items.set(position, after);
                renamed |= !after.id().equals(before.id());
            }
        }
        if (!deleted.isEmpty()) {
            items.replaceAll(item -> deleted.contains(item) ? null : item);
        }
        if (renamed) {
            items.requireDistinct();
        }
    }
}
