/**
 * The pure machine of a run over the steps of a Kubernetes delivery. Used by core alone.
 */
@NullMarked
package io.gitops4j.core.run.internal;

import org.jspecify.annotations.NullMarked;
