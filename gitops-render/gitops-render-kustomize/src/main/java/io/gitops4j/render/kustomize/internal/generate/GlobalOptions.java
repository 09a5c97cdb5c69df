package io.gitops4j.render.kustomize.internal.generate;

import io.gitops4j.render.kustomize.internal.config.Settings;
import java.util.Optional;

/** The {@code generatorOptions} of a kustomization. Immutable. */
public final class GlobalOptions {
    private final GeneratorOptions options;

    private GlobalOptions(GeneratorOptions options) {
        this.options = options;
    }

    /** Those of a kustomization that may have some. */
    public static GlobalOptions read(Optional<Settings> settings) {
        return new GlobalOptions(settings.map(GeneratorOptions::read).orElse(GeneratorOptions.NONE));
    }

    GeneratorOptions options() {
        return options;
    }
}
