package io.gitops4j.testkit.controlplane;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again and again until there is an answer or the time is over. */
final class Patience {
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private Patience() {}

    /**
     * The first answer that {@code probe} gives, or empty after {@code limit}. An exception of the probe goes through.
     *
     * @throws IllegalStateException where the thread is interrupted; it stays so
     */
    static <T> Optional<T> until(Duration limit, Supplier<Optional<T>> probe) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = probe.get();
            if (answer.isPresent() || System.nanoTime() - end > 0) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting for the control plane");
            }
        }
    }
}
