package io.gitops4j.render.kustomize.internal.merge;

/** A kind in the version of its group, such as {@code Deployment} in {@code apps/v1}. */
record TypeName(String apiVersion, String kind) {}
