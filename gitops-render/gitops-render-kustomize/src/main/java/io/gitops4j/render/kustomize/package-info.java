/**
 * Kustomize in Java: {@link io.gitops4j.render.kustomize.KustomizeRenderer} builds a kustomization as {@code kustomize build} does,
 * without the program and reading the snapshot alone; {@link io.gitops4j.render.kustomize.Kustomize} is what a host wants beside
 * what the kustomization says, and {@link io.gitops4j.render.kustomize.KustomizeText} the text that the program would print.
 */
@NullMarked
package io.gitops4j.render.kustomize;

import org.jspecify.annotations.NullMarked;
