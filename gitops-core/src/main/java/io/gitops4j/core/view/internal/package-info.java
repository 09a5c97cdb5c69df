/**
 * The live views themselves. One {@link io.gitops4j.core.view.internal.LiveView} belongs to a cluster as one identity; each
 * application and each waiting run reads it through an {@link io.gitops4j.core.view.internal.Interest}, whose objects alone are
 * held. One lock guards a view; cluster, host and listeners are only ever called without it.
 */
@NullMarked
package io.gitops4j.core.view.internal;

import org.jspecify.annotations.NullMarked;
