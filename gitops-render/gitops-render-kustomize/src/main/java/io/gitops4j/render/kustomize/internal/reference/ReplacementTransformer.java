package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.text.TextLimits;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.List;

/**
 * Puts values of fields, or values written out, into fields of other objects, one replacement after another ({@code
 * api/filters/replacement/replacement.go}). What a secret's value is put into is a secret.
 *
 * <p>Of a target that is a scalar the type stays: a number that is put into a string is a string, and a text that is put into a
 * number must be one. A field of a JSON or YAML text, as config maps have them, is set in the text.
 */
public final class ReplacementTransformer implements Transformer {
    private final List<Replacement> replacements;
    private final TextLimits limits;

    private ReplacementTransformer(List<Replacement> replacements, TextLimits limits) {
        this.replacements = List.copyOf(replacements);
        this.limits = limits;
    }

    /** The {@code replacements} of a kustomization; {@code limits} are those of files of replacements. */
    public static ReplacementTransformer ofKustomization(Settings kustomization, Files files, TextLimits limits) {
        return new ReplacementTransformer(
                Replacement.readAll(kustomization, files, limits, Replacement.Unknown.REJECTED), limits);
    }

    /** The plugin {@code ReplacementTransformer}; {@code limits} are those of files of replacements. */
    public static ReplacementTransformer ofPlugin(Settings config, Files files, TextLimits limits) {
        return new ReplacementTransformer(
                Replacement.readAll(config, files, limits, Replacement.Unknown.IGNORED), limits);
    }

    @Override
    public String name() {
        return "ReplacementTransformer";
    }

    @Override
    public void transform(Items items) {
        if (replacements.isEmpty()) {
            return;
        }
        ReplacementRun run = new ReplacementRun(items, name(), limits);
        replacements.forEach(run::replace);
    }
}
