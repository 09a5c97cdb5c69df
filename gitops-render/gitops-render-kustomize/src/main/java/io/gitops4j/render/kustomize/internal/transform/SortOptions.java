package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Location;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.resource.KindOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code sortOptions} of a kustomization ({@code api/types/sortoptions.go}), as they are written: only those of the
 * kustomization that is built count, and only those must be right.
 *
 * @param order {@code legacy} or {@code fifo}
 * @param kinds the order of kinds that {@code legacySortOptions} states, null where they are not there
 * @param where the place of the order
 */
public record SortOptions(String order, @Nullable KindOrder kinds, Location where) {
    /** Reads them; a field that they do not have is an error. */
    public static SortOptions read(Settings settings) {
        SortOptions options = new SortOptions(
                settings.text("order"),
                settings.map("legacySortOptions")
                        .map(Settings.strictly(SortOptions::kinds))
                        .orElse(null),
                settings.where("order"));
        settings.rejectUnknown();
        return options;
    }

    private static KindOrder kinds(Settings settings) {
        return KindOrder.of(texts(settings, "orderFirst"), texts(settings, "orderLast"));
    }

    private static List<String> texts(Settings settings, String field) {
        return settings.texts(field).stream().map(Placed::value).toList();
    }
}
