/**
 * Kustomize in Java: {@link io.gitops4j.render.kustomize.KustomizeRenderer} builds a kustomization without the kustomize
 * program, reading the snapshot and nothing else. This version builds {@code resources} alone; every other field is refused by
 * name with its line, so that nothing of a kustomization is ever left out without a word.
 */
@NullMarked
package io.gitops4j.render.kustomize;

import org.jspecify.annotations.NullMarked;
