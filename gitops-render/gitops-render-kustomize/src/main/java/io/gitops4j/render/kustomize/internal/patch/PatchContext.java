package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.merge.OpenApiChoice;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;

/**
 * What patches of one kustomization are read with.
 *
 * @param objects reads them
 * @param files the files that they may be in
 * @param types the types by which they are merged, asked for when they are applied
 */
public record PatchContext(ObjectReader objects, Files files, OpenApiChoice types) {}
