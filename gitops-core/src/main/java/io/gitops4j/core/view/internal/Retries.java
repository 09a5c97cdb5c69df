package io.gitops4j.core.view.internal;

import java.time.Duration;

/** Growing waits, between half of the wait and all of it, so that many that fail at once do not come back at once. */
final class Retries {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LAST = Duration.ofSeconds(30);

    private final double spread;
    private int attempts;

    /** @param seed the same for one feed, so that its waits only grow */
    Retries(int seed) {
        this.spread = Integer.toUnsignedLong(seed * 0x9e3779b1) % 1000 / 2000.0;
    }

    boolean any() {
        return attempts > 0;
    }

    void reset() {
        attempts = 0;
    }

    /** The next wait; none where the first retry is to be at once. */
    Duration next(boolean atOnce) {
        int before = attempts++;
        if (atOnce && before == 0) {
            return Duration.ZERO;
        }
        Duration most = FIRST.multipliedBy(1L << Math.min(before, 7));
        Duration bounded = most.compareTo(LAST) < 0 ? most : LAST;
        return Duration.ofMillis((long) (bounded.toMillis() * (0.5 + spread)));
    }
}
