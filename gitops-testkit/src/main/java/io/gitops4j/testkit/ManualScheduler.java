package io.gitops4j.testkit;

import io.gitops4j.core.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler on a {@link ManualClock}: what is due is handed over when the test advances it, in the order of due times
 * and, among equal ones, of scheduling. While a task is handed over the clock shows the time that it was due at, so
 * that what it schedules itself falls into place. Safe for any number of threads; one at a time advances it.
 */
public final class ManualScheduler implements Scheduler {
    private final ManualClock clock;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long scheduled;

    private record Task(Instant due, long number, Executor executor, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int order = due.compareTo(other.due);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** A scheduler on {@code clock}. */
    public ManualScheduler(ManualClock clock) {
        this.clock = clock;
    }

    /** An executor that runs each task at once, on the thread that hands it over. */
    public static Executor direct() {
        return Runnable::run;
    }

    /** The clock. */
    public ManualClock clock() {
        return clock;
    }

    @Override
    public Handle schedule(Executor executor, Runnable task, Duration delay) {
        if (delay.isZero() || delay.isNegative()) {
            executor.execute(task);
            return () -> {};
        }
        synchronized (tasks) {
            Task later = new Task(clock.instant().plus(delay), scheduled++, executor, task);
            tasks.add(later);
            return () -> withdraw(later);
        }
    }

    private void withdraw(Task task) {
        synchronized (tasks) {
            tasks.remove(task);
        }
    }

    /** Moves the clock on by {@code time}, and hands over on the way what falls due. */
    public void advance(Duration time) {
        Instant end = clock.instant().plus(time);
        for (Task task = next(end); task != null; task = next(end)) {
            clock.reach(task.due());
            task.executor().execute(task.work());
        }
        clock.reach(end);
    }

    private @Nullable Task next(Instant end) {
        synchronized (tasks) {
            Task first = tasks.peek();
            return first == null || first.due().isAfter(end) ? null : tasks.poll();
        }
    }

    /** How many tasks are not due yet. */
    public int waiting() {
        synchronized (tasks) {
            return tasks.size();
        }
    }
}
