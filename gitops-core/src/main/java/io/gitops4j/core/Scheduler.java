package io.gitops4j.core;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs something later. The host may give its own; {@link #system()} is the JVM's. Implementations only hand the task to the
 * executor when it is due, and run nothing themselves.
 */
public interface Scheduler {

    /**
     * Hands {@code task} to {@code executor} once {@code delay} has passed; at once where it is zero or negative.
     *
     * @return a handle whose {@code close} withdraws the task where it is not due yet; a second close is harmless
     */
    Handle schedule(Executor executor, Runnable task, Duration delay);

    /** A task that can be withdrawn. */
    @FunctionalInterface
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }

    /** The JVM's own delayed executor: one shared daemon thread. */
    static Scheduler system() {
        return SystemScheduler.INSTANCE;
    }

    /** The host's. */
    static Scheduler of(ScheduledExecutorService service) {
        return (executor, task, delay) -> {
            var future = service.schedule(
                    () -> executor.execute(task),
                    Math.max(0, delay.toNanos()),
                    java.util.concurrent.TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        };
    }
}
