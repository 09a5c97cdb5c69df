/**
 * Renderers turn a folder of a snapshot into manifests, transformers turn manifests into manifests: the SPIs ({@link
 * io.gitops4j.core.render.Renderer}, {@link io.gitops4j.core.render.Transformer}), the plain-directory renderer that core
 * brings, and what a rendering read ({@link io.gitops4j.core.render.Reads}), recorded by core. A renderer sees the snapshot
 * and its request, and nothing else: no network, files, environment or clock.
 */
@NullMarked
package io.gitops4j.core.render;

import org.jspecify.annotations.NullMarked;
