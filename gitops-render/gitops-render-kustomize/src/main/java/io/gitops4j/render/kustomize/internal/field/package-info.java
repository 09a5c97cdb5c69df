/** Which fields of which kinds a transformer means, and how they are walked and created. */
@NullMarked
package io.gitops4j.render.kustomize.internal.field;

import org.jspecify.annotations.NullMarked;
