/**
 * What a run would do: the {@link io.gitops4j.core.plan.Plan}, whose digest covers exactly what the run reads and writes, with
 * the order of steps, the prune rules and the safety rails that made it; and the {@link io.gitops4j.core.plan.Inventory} of
 * what is ours, from which removals follow. Gates, approvals, events and views use only the plan's face.
 */
@NullMarked
package io.gitops4j.core.plan;

import org.jspecify.annotations.NullMarked;
