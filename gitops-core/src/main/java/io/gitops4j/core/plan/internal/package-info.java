/**
 * The plan of a delivery to Kubernetes behind the face of {@link io.gitops4j.core.plan.Plan}: its steps with their bodies, the
 * planner that orders them, and the rules that hold removals back. Used by core alone.
 */
@NullMarked
package io.gitops4j.core.plan.internal;

import org.jspecify.annotations.NullMarked;
