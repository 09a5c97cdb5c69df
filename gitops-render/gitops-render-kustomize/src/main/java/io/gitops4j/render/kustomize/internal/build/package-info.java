/**
 * The build itself: reads kustomization files, accumulates what they list, and runs their generators and transformers in the
 * order in which {@code kustomize build} does.
 */
@NullMarked
package io.gitops4j.render.kustomize.internal.build;

import org.jspecify.annotations.NullMarked;
