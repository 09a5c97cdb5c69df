package io.gitops4j.core.reconcile;

import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.Trigger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A run that was asked for, and begins when the one before it ended. */
final class PendingRun implements RunHandle {
    private final Trigger trigger;
    private final CompletableFuture<Run> completion = new CompletableFuture<>();
    private @Nullable RunHandle begun;
    private @Nullable String cancelled;

    PendingRun(Trigger trigger) {
        this.trigger = trigger;
    }

    Trigger trigger() {
        return trigger;
    }

    void began(RunHandle handle) {
        String why;
        synchronized (this) {
            begun = handle;
            why = cancelled;
        }
        if (why != null) {
            handle.cancel(why);
        }
        handle.completion().whenComplete((run, failure) -> {
            if (failure == null) {
                completion.complete(run);
            } else {
                completion.completeExceptionally(failure);
            }
        });
    }

    /** It will never begin, and ended so. */
    void ended(Run run) {
        completion.complete(run);
    }

    private synchronized @Nullable RunHandle begun() {
        return begun;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException while it has not begun
     */
    @Override
    public RunId id() {
        RunHandle handle = begun();
        if (handle == null) {
            throw new IllegalStateException("the run has not begun, and has no number yet");
        }
        return handle.id();
    }

    @Override
    public RunStatus status() {
        RunHandle handle = begun();
        return handle == null ? new RunStatus(RunId.none(), Phase.RESOLVE, 0, 0, true) : handle.status();
    }

    @Override
    public void cancel(String reason) {
        RunHandle handle;
        synchronized (this) {
            cancelled = reason;
            handle = begun;
        }
        if (handle != null) {
            handle.cancel(reason);
        }
    }

    @Override
    public CompletionStage<Run> completion() {
        return completion.minimalCompletionStage();
    }
}
