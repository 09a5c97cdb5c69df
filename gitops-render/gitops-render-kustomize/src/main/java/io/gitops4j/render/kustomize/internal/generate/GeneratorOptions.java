package io.gitops4j.render.kustomize.internal.generate;

import io.gitops4j.render.kustomize.internal.config.Settings;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every generated object gets ({@code api/types/generatoroptions.go}).
 *
 * @param labels its labels
 * @param annotations its annotations
 * @param plainName whether its name takes no hash
 * @param immutable whether it is immutable
 */
record GeneratorOptions(
        Map<String, String> labels, Map<String, String> annotations, boolean plainName, boolean immutable) {
    static final GeneratorOptions NONE = new GeneratorOptions(Map.of(), Map.of(), false, false);

    static GeneratorOptions read(Settings settings) {
        GeneratorOptions options = new GeneratorOptions(
                settings.textByKey("labels"),
                settings.textByKey("annotations"),
                settings.flag("disableNameSuffixHash"),
                settings.flag("immutable"));
        settings.rejectUnknown();
        return options;
    }

    /** These options and those of the whole kustomization, of which these win. */
    GeneratorOptions over(GeneratorOptions global) {
        return new GeneratorOptions(
                over(labels, global.labels),
                over(annotations, global.annotations),
                plainName || global.plainName,
                immutable || global.immutable);
    }

    private static Map<String, String> over(Map<String, String> own, Map<String, String> global) {
        Map<String, String> all = new TreeMap<>(global);
        all.putAll(own);
        return Collections.unmodifiableMap(all);
    }
}
