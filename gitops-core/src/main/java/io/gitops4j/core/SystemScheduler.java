package io.gitops4j.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** {@link CompletableFuture#delayedExecutor}, whose task is dropped when it was withdrawn. */
final class SystemScheduler implements Scheduler {
    static final SystemScheduler INSTANCE = new SystemScheduler();

    private SystemScheduler() {}

    @Override
    public Handle schedule(Executor executor, Runnable task, Duration delay) {
        // completing it hands the task over, cancelling it first withdraws the task
        CompletableFuture<Void> due = new CompletableFuture<Void>()
                .completeOnTimeout(null, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> handedOver = due.thenRunAsync(task, executor);
        return () -> {
            if (!handedOver.isDone()) {
                due.cancel(false);
            }
        };
    }
}
