package io.gitops4j.core.reconcile;

import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.RunId;

/**
 * How far a run is.
 *
 * @param id which run
 * @param phase the part that it is in
 * @param done how many steps have ended
 * @param steps how many steps there are
 * @param waiting whether it waits now
 */
public record RunStatus(RunId id, Phase phase, int done, int steps, boolean waiting) {}
