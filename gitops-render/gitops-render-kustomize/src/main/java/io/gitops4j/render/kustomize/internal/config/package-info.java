/** Reads configuration, of kustomization files and of plugins, with errors that name the line. */
@NullMarked
package io.gitops4j.render.kustomize.internal.config;

import org.jspecify.annotations.NullMarked;
