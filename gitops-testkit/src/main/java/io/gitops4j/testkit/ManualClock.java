package io.gitops4j.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until the test moves it. Safe for any number of threads. */
public final class ManualClock implements InstantSource {
    private Instant now;

    /** A clock that shows {@code start}. */
    public ManualClock(Instant start) {
        this.now = start;
    }

    /** A clock that shows midnight of the first of January 2026, UTC. */
    public static ManualClock create() {
        return new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /**
     * Moves the clock on. What a {@link ManualScheduler} on this clock holds does not run by that: advance the
     * scheduler, which moves the clock.
     */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back: " + time);
        }
        now = now.plus(time);
    }

    /** Moves the clock on to {@code to}, where that is later. */
    synchronized void reach(Instant to) {
        if (to.isAfter(now)) {
            now = to;
        }
    }
}
