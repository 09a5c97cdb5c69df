/**
 * The straight line from an application to what became of it: the {@link io.gitops4j.core.reconcile.Reconciler} plans, applies
 * and reconciles one application, the {@link io.gitops4j.core.reconcile.ReconcileLoop} keeps many reconciled. The only room that
 * knows all the others, and the one where effects happen, each through an SPI.
 */
@NullMarked
package io.gitops4j.core.reconcile;

import org.jspecify.annotations.NullMarked;
