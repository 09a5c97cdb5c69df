/**
 * The transformers that patch: {@code patches}, {@code patchesStrategicMerge} and {@code patchesJson6902} of a kustomization and
 * the plugins of the same, with the selectors that say which objects a patch is for.
 */
@NullMarked
package io.gitops4j.render.kustomize.internal.patch;

import org.jspecify.annotations.NullMarked;
