package io.gitops4j.render.kustomize;

import io.gitops4j.core.render.RenderOptions;

/** How to build a kustomization. There is nothing to choose yet. */
public final class KustomizeOptions implements RenderOptions {
    private static final KustomizeOptions DEFAULTS = new KustomizeOptions();

    private KustomizeOptions() {}

    /** As {@code kustomize build} does without flags. */
    public static KustomizeOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public String toString() {
        return "kustomize build";
    }
}
