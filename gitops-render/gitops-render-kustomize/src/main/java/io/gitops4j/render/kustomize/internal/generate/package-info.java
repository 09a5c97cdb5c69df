/** What makes objects: config maps and secrets of files and literals. */
@NullMarked
package io.gitops4j.render.kustomize.internal.generate;

import org.jspecify.annotations.NullMarked;
