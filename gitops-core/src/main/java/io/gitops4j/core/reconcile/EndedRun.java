package io.gitops4j.core.reconcile;

import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A run that ended before it had anything to wait for.
 *
 * @param run the run
 */
record EndedRun(Run run) implements RunHandle {
    @Override
    public RunId id() {
        return run.id();
    }

    @Override
    public RunStatus status() {
        return new RunStatus(
                run.id(),
                run.outcome().phase().orElse(Phase.COMPARE),
                run.steps().size(),
                run.steps().size(),
                false);
    }

    @Override
    public void cancel(String reason) {}

    @Override
    public CompletionStage<Run> completion() {
        return CompletableFuture.completedStage(run);
    }
}
