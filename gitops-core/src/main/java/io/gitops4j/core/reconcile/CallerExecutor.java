package io.gitops4j.core.reconcile;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/** Runs tasks on the thread of a caller that blocks: they queue up, and the caller works them off. */
final class CallerExecutor implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /**
     * Works tasks off until {@code done}. An interrupt asks for a stop once, by {@code onInterrupt}, and is kept for the
     * caller.
     */
    void runUntil(BooleanSupplier done, Runnable onInterrupt) {
        boolean interrupted = false;
        while (!done.getAsBoolean()) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                if (!interrupted) {
                    interrupted = true;
                    onInterrupt.run();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
