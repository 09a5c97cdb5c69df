package io.gitops4j.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A caller's way to stop an operation. It ends reads, fetches and waits; a mutation that was sent is never cut off midway.
 * Safe for any number of threads. Nobody interrupts a thread on its behalf.
 */
public interface Cancellation {

    /** Whether somebody asked to stop, or the deadline passed. */
    boolean requested();

    /** Until when the operation may take; empty for no bound. */
    Optional<Instant> deadline();

    /**
     * Runs {@code action} once when the stop is asked for, at once where it was already. The action must be quick and must
     * not throw; it runs on the thread that asks. Close the registration when the operation ends.
     */
    AutoCloseable onRequest(Runnable action);

    /** A cancellation that ends with this one, and can be ended alone. */
    CancellationSource child();

    /** The reason given, where there is one. */
    Optional<String> reason();

    /** Throws a {@link GitOpsException} with {@link Code#CANCELLED} where a stop was asked for. */
    default void check() {
        if (requested()) {
            throw new GitOpsException(Problem.retryable(
                    Code.CANCELLED,
                    Location.nowhere(),
                    "cancelled" + reason().map(r -> ": " + r).orElse("")));
        }
    }

    /** Never ends. */
    static Cancellation none() {
        return CancellationSource.NONE;
    }

    /** Ends {@code timeout} from now, by the system's clock. */
    static Cancellation after(Duration timeout) {
        return CancellationSource.after(timeout);
    }

    /** One that the caller ends. */
    static CancellationSource source() {
        return new CancellationSource(null, null);
    }
}
