package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.view.internal.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Asks for a run of one application soon after somebody changed one of its objects: changes that come together are one run.
 * Where somebody sets again and again what a run set back, the runs come less and less often; where the changes are none of our
 * business, as those of a controller at work, they come every few seconds at most.
 */
final class DriftWatch implements AutoCloseable {
    /** Long enough for what belongs together, short enough to be at once. */
    private static final Duration TOGETHER = Duration.ofMillis(250);

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final Duration MOST_IDLE = Duration.ofSeconds(4);
    /** So long without a run of ours: the next one is the first. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final Engine engine;
    private final Consumer<Trigger> due;
    private final Registration following;
    private Scheduler.Handle timer = () -> {};
    private Instant last = Instant.EPOCH;
    private int reverts;
    private int idle;
    private boolean armed;
    private boolean closed;

    /** @param due asks for the run, on the host's executor */
    DriftWatch(Engine engine, ApplicationId application, Consumer<Trigger> due) {
        this.engine = engine;
        this.due = due;
        this.following = engine.views().follow(application, this::on);
    }

    private void on(ResourceKey key, Notice notice) {
        if (notice != Notice.SUBSTANCE) {
            return;
        }
        Instant now = engine.clock().instant();
        Duration wait;
        synchronized (this) {
            if (armed || closed) {
                return;
            }
            armed = true;
            Duration left = Duration.between(now, last.plus(gap()));
            wait = left.compareTo(TOGETHER) > 0 ? left : TOGETHER;
        }
        Trigger trigger = Trigger.of(Trigger.DRIFT).because(Resource.title(key) + " changed");
        Scheduler.Handle handle = engine.scheduler().schedule(engine.executor(), () -> ask(trigger), wait);
        synchronized (this) {
            if (armed && !closed) {
                timer = handle;
                return;
            }
        }
        handle.close();
    }

    private Duration gap() {
        Duration fought = growing(reverts, MOST);
        Duration looked = growing(idle, MOST_IDLE);
        return fought.compareTo(looked) > 0 ? fought : looked;
    }

    private static Duration growing(int times, Duration most) {
        Duration gap = LEAST.multipliedBy(1L << Math.min(times, 6));
        return gap.compareTo(most) < 0 ? gap : most;
    }

    private void ask(Trigger trigger) {
        Instant now = engine.clock().instant();
        synchronized (this) {
            if (!armed || closed) {
                return;
            }
            armed = false;
            if (Duration.between(last, now).compareTo(QUIET) > 0) {
                reverts = 0;
                idle = 0;
            }
            last = now;
        }
        due.accept(trigger);
    }

    /** A run begins, which sees what has changed until now. */
    void seen() {
        Scheduler.Handle pending;
        synchronized (this) {
            armed = false;
            pending = timer;
            timer = () -> {};
        }
        pending.close();
    }

    /** A run ended; only one that drift asked for says how often drift should. */
    synchronized void ended(Run run) {
        if (run.trigger().kind().equals(Trigger.DRIFT)) {
            boolean wrote = run.outcome().kind() != Outcome.Kind.NO_CHANGE;
            reverts += wrote ? 1 : 0;
            idle = wrote ? 0 : idle + 1;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        seen();
        following.close();
    }
}
