package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Location;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of the {@code labels} of a kustomization ({@code api/types/labels.go}).
 *
 * @param pairs the labels by key
 * @param reach where they go beside the labels of the objects themselves
 * @param fields more fields that they go to
 * @param where the place that asks for them
 */
public record Label(Map<String, String> pairs, Set<Reach> reach, List<FieldSpec> fields, Location where) {
    private static final FieldSpecs METADATA =
            FieldSpecs.of(new FieldSpec(new Gvk("", "", ""), "metadata/labels", true));

    /** Where labels go. */
    public enum Reach {
        /** To selectors, and all that they select. */
        SELECTORS("includeSelectors"),
        /** To templates. */
        TEMPLATES("includeTemplates"),
        /** To templates of volume claims. */
        VOLUME_CLAIM_TEMPLATES("includeVolumeClaimTemplates");

        private final String field;

        Reach(String field) {
            this.field = field;
        }
    }

    /** Labels. */
    public Label {
        pairs = Map.copyOf(pairs);
        reach = Set.copyOf(reach);
        fields = List.copyOf(fields);
    }

    /** Reads one; a field that it does not have is an error. */
    public static Label read(Settings settings) {
        Set<Reach> reach = EnumSet.noneOf(Reach.class);
        for (Reach one : Reach.values()) {
            if (settings.flag(one.field)) {
                reach.add(one);
            }
        }
        Label label = new Label(
                settings.textByKey("pairs"),
                reach,
                settings.list("fields", Settings.strictly(FieldSpec::read)),
                settings.where("pairs"));
        settings.rejectUnknown();
        return label;
    }

    /** The fields that the labels go to. */
    FieldSpecs specs(TransformerConfiguration configuration) {
        String doing = "failed to merge labels";
        FieldSpecs all = FieldSpecs.of(fields).merge(configuration.specs(FieldUse.LABELS), doing, where);
        if (reach.contains(Reach.SELECTORS)) {
            return all.merge(configuration.specs(FieldUse.COMMON_LABELS), doing, where);
        }
        if (reach.contains(Reach.TEMPLATES)) {
            all = all.merge(configuration.specs(FieldUse.TEMPLATE_LABELS), "failed to merge template fieldSpec", where);
        }
        if (reach.contains(Reach.VOLUME_CLAIM_TEMPLATES)) {
            all = all.merge(
                    configuration.specs(FieldUse.VOLUME_CLAIM_TEMPLATE_LABELS),
                    "failed to merge volumeClaimTemplate fieldSpec",
                    where);
        }
        return all.merge(METADATA, doing, where);
    }
}
