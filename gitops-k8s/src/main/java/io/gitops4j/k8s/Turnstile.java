package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests through: so many at a time, and so many a second with a burst after a rest (a token bucket, as client-go has
 * it). First come, first served; a wait ends with its cancellation.
 */
final class Turnstile {
    private static final long LOOK_MILLIS = 50;

    private final Semaphore places;
    private final double nanosEach;
    private final int burst;
    private final Object lock = new Object();
    /** When the bucket was, or will be, full. */
    private long fullAt;

    Turnstile(Limits limits) {
        this(limits, System.nanoTime());
    }

    Turnstile(Limits limits, long now) {
        this.places = new Semaphore(limits.concurrent(), true);
        this.nanosEach = 1e9 / limits.perSecond();
        this.burst = limits.burst();
        this.fullAt = now;
    }

    /** Waits for a place and a turn; {@link #leave} gives the place back. Throws where the wait was cancelled. */
    void enter(Cancellation cancellation) throws InterruptedException {
        while (!places.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            cancellation.check();
        }
        try {
            awaitTurn(cancellation);
        } catch (InterruptedException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    void leave() {
        places.release();
    }

    /** Waits for a turn without taking a place. */
    void awaitTurn(Cancellation cancellation) throws InterruptedException {
        cancellation.check();
        pause(reserve(System.nanoTime()), cancellation);
    }

    /** Takes the next turn, and says how many nanoseconds from {@code now} it comes. */
    long reserve(long now) {
        synchronized (lock) {
            long from = fullAt - now > 0 ? fullAt : now;
            fullAt = from + (long) nanosEach;
            return Math.max(0, fullAt - now - (long) (burst * nanosEach));
        }
    }

    static void pause(long nanos, Cancellation cancellation) throws InterruptedException {
        if (nanos <= 0) {
            return;
        }
        CountDownLatch ended = new CountDownLatch(1);
        long end = System.nanoTime() + nanos;
        Hook hook = Hook.on(cancellation, ended::countDown);
        try {
            while (end - System.nanoTime() > 0 && !cancellation.requested()) {
                long slice = Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(500));
                if (ended.await(slice, TimeUnit.NANOSECONDS)) {
                    break;
                }
            }
        } finally {
            hook.close();
        }
        cancellation.check();
    }
}
