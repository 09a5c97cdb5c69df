package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.view.internal.Interest;
import io.gitops4j.core.view.internal.LiveView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Waits for objects without a thread: has the live view watch them, and wakes the run when one changes, a watch ends, or the
 * time has come. What it saw is taken with {@link #read}.
 */
final class Waits implements AutoCloseable {
    /** Looks anew now and then, should a watch be silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Looks anew where there is no watch. */
    private static final Duration POLL = Duration.ofSeconds(5);

    private final Interest live;
    private final Scheduler scheduler;
    private final Executor executor;
    private final InstantSource clock;
    private final Runnable wake;
    private Scheduler.Handle timer = () -> {};

    /** @param wake quick, from any thread; tells the run to look again */
    Waits(LiveView view, Scheduler scheduler, Executor executor, InstantSource clock, Runnable wake) {
        this.live = view.watching((key, notice) -> wake.run());
        this.scheduler = scheduler;
        this.executor = executor;
        this.clock = clock;
        this.wake = wake;
    }

    /**
     * What is live of the keys of {@code versions} now; from now on the run is woken when one of them changes, and at {@code
     * until}. A key that cannot be read is not in the answer.
     */
    Map<ResourceKey, Live> read(Map<ResourceKey, String> versions, Instant until, Cancellation cancellation) {
        timer.close();
        Map<ResourceKey, Live> seen = new HashMap<>(
                live.read(ReadCall.inVersions(versions), cancellation).all());
        seen.values().removeIf(Live.Unreadable.class::isInstance);
        Duration left = Duration.between(clock.instant(), until);
        Duration most = live.watches(versions.keySet()) ? PATIENCE : POLL;
        timer = scheduler.schedule(executor, wake, left.compareTo(most) < 0 ? left : most);
        return seen;
    }

    @Override
    public void close() {
        timer.close();
        live.close();
    }
}
