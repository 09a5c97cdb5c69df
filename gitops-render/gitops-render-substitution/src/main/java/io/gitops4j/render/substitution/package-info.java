/**
 * Replaces {@code ${variable}} in rendered objects, as {@code spec.postBuild} of a Flux Kustomization does: {@link
 * io.gitops4j.render.substitution.Substitution}. Each object is written as YAML, the expansions of that text are replaced, and
 * the result is read again, so that {@code replicas: ${count}} becomes a number. The grammar is that of fluxcd/pkg {@code
 * envsubst}, the rules around it those of {@code kustomize/kustomize_varsub.go} there. What a value of a Secret goes into is
 * sensitive afterwards.
 */
@NullMarked
package io.gitops4j.render.substitution;

import org.jspecify.annotations.NullMarked;
