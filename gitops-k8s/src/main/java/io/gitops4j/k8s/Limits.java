package io.gitops4j.k8s;

import java.time.Duration;

/**
 * What an adapter may cost.
 *
 * @param concurrent requests at a time, watches not counted
 * @param perSecond requests a second, the openings of watches counted
 * @param burst requests that may come at once after a rest
 * @param timeout how long one request may take
 * @param silence after how long without a byte a watch is opened anew
 */
record Limits(int concurrent, double perSecond, int burst, Duration timeout, Duration silence) {
    /** The largest answer taken: a page of a list holds 500 objects at most. */
    static final int ANSWER_BYTES = 256 << 20;

    static final Limits DEFAULTS = new Limits(16, 100, 200, Duration.ofSeconds(30), Duration.ofSeconds(100));

    Limits {
        if (concurrent < 1 || perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("limits of requests must be positive");
        }
        if (timeout.toMillis() < 1 || silence.toMillis() < 1) {
            throw new IllegalArgumentException("the request timeout and the silence of a watch must be positive");
        }
    }
}
