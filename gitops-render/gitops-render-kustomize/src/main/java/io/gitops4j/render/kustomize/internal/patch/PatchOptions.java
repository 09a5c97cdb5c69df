package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.render.kustomize.internal.config.Settings;

/**
 * What a patch may change ({@code api/types/patchargs.go}).
 *
 * @param allowNameChange the name
 * @param allowKindChange the kind
 */
record PatchOptions(boolean allowNameChange, boolean allowKindChange) {
    static final PatchOptions NONE = new PatchOptions(false, false);

    static PatchOptions read(Settings settings) {
        return new PatchOptions(settings.flag("allowNameChange"), settings.flag("allowKindChange"));
    }

    boolean allowsNothing() {
        return !allowNameChange && !allowKindChange;
    }
}
