package io.gitops4j.core.reconcile;

import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import java.util.concurrent.CompletionStage;

/** A run that goes on by itself. Safe for any number of threads. */
public interface RunHandle {
    /** Which run. */
    RunId id();

    /** How far it is. */
    RunStatus status();

    /** Asks it to stop: nothing more is sent, what was sent is awaited. */
    void cancel(String reason);

    /** Completes with the run when it ended, on the host's executor; never exceptionally for anything operational. */
    CompletionStage<Run> completion();
}
