/** Writes YAML as Kustomize's libraries do, byte for byte. */
@NullMarked
package io.gitops4j.render.kustomize.internal.text;

import org.jspecify.annotations.NullMarked;
