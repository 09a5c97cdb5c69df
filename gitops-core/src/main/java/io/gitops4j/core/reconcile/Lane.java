package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.source.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of one application, one after the other. */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);

    private final ApplicationId id;
    private final Reconciler reconciler;
    private final Applications applications;
    private final Executor executor;
    private final CancellationSource stop = Cancellation.source();
    private final DriftWatch drift;
    private @Nullable PendingRun waiting;
    private @Nullable RunHandle current;
    private @Nullable Application running;
    private Scheduler.Handle timer = () -> {};
    private int failures;
    private @Nullable Run retry;
    private boolean closed;

    Lane(ApplicationId id, Reconciler reconciler, Applications applications) {
        this.id = id;
        this.reconciler = reconciler;
        this.applications = applications;
        this.executor = reconciler.engine().executor();
        this.drift = new DriftWatch(reconciler.engine(), id, this::drifted);
    }

    RunHandle trigger(Trigger trigger) {
        PendingRun asked;
        RunHandle now;
        synchronized (this) {
            if (waiting == null) {
                waiting = new PendingRun(trigger);
            }
            asked = waiting;
            now = current;
        }
        if (now instanceof RunDrive drive) {
            executor.execute(() -> supersede(drive));
        }
        executor.execute(this::next);
        return asked;
    }

    /** The application was added or changed: its timer begins anew. */
    void configured() {
        applications
                .find(id)
                .ifPresent(application -> scheduleIn(
                        application.suspended()
                                ? application.interval()
                                : jitter(application.interval().dividedBy(10), 0.0)));
    }

    /** A run that waits gives way where what is declared has moved; asked off the run's own thread, as it may take a while. */
    private void supersede(RunDrive drive) {
        Application application;
        synchronized (this) {
            application = running;
        }
        if (application == null || !drive.parked()) {
            return;
        }
        try {
            Revisions now = reconciler.revisions(application, stop);
            boolean moved = !now.all().equals(drive.revisions().all());
            if (moved) {
                drive.supersededBy(() -> true);
                drive.wake();
            }
        } catch (RuntimeException e) {
            LOG.debug("{} could not be resolved while a run waits", id, e);
        }
    }

    private void next() {
        PendingRun pending;
        synchronized (this) {
            if (closed || current != null || waiting == null) {
                return;
            }
            pending = waiting;
            waiting = null;
            current = pending;
            timer.close();
        }
        drift.seen();
        try {
            begin(pending);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("a run of {} could not begin", id, e);
            pending.ended(unbegun(pending, Outcome.Kind.FAILED, RunDrive.internal(e)));
            finished(LAST_RETRY);
        }
    }

    private void begin(PendingRun pending) {
        Optional<Application> found = applications.find(id);
        if (found.isEmpty()) {
            pending.ended(unbegun(pending, Outcome.Kind.CANCELLED, never("the application was removed")));
            finished(null);
            return;
        }
        Application application = found.get();
        RunHandle handle = reconciler.begin(application, pending.trigger(), executor, stop);
        synchronized (this) {
            current = handle;
            running = application;
        }
        pending.began(handle);
        handle.completion().whenComplete((run, failure) -> {
            if (run != null) {
                drift.ended(run);
            }
            executor.execute(() -> finished(wait(application, run)));
        });
    }

    /** The run that {@code pending} became, without ever having begun. */
    private Run unbegun(PendingRun pending, Outcome.Kind kind, Problem why) {
        Instant now = reconciler.engine().clock().instant();
        return Run.of(id, RunId.none(), pending.trigger(), now, now, Outcome.of(kind, List.of(why)));
    }

    private Problem never(String why) {
        return Problem.of(Code.CANCELLED, Location.object("application " + id), "it never began: " + why);
    }

    /** @param wait how long until the next run; null where nothing asks for one */
    private void finished(@Nullable Duration wait) {
        boolean more;
        synchronized (this) {
            current = null;
            running = null;
            more = waiting != null;
        }
        if (more) {
            executor.execute(this::next);
        } else if (wait != null) {
            scheduleIn(wait);
        }
    }

    /** How long until the next run: the jittered interval, or after a failure a growing wait within it. */
    private Duration wait(Application application, @Nullable Run run) {
        Duration interval = jitter(application.interval(), 0.9);
        if (run == null) {
            return interval;
        }
        Outcome outcome = run.outcome();
        if (outcome.retryAt().isPresent()) {
            Instant now = reconciler.engine().clock().instant();
            Duration until = Duration.between(now, outcome.retryAt().get());
            return until.compareTo(interval) < 0 ? until : interval;
        }
        boolean failed = outcome.kind() == Outcome.Kind.FAILED
                || outcome.kind() == Outcome.Kind.PARTIAL
                || outcome.kind() == Outcome.Kind.STALE;
        synchronized (this) {
            failures = failed ? failures + 1 : 0;
            retry = failed ? run : null;
            if (!failed) {
                return interval;
            }
            Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
            Duration bounded = retry.compareTo(LAST_RETRY) < 0 ? retry : LAST_RETRY;
            return bounded.compareTo(interval) < 0 ? bounded : interval;
        }
    }

    /** Between {@code from} of the span and all of it, the same for one application, so that many do not run at once. */
    private Duration jitter(Duration span, double from) {
        double spread = (Integer.toUnsignedLong(id.hashCode() * 0x9e3779b1) % 1000) / 1000.0;
        return Duration.ofMillis((long) (span.toMillis() * (from + (1 - from) * spread)));
    }

    private void scheduleIn(Duration wait) {
        synchronized (this) {
            if (closed) {
                return;
            }
            timer.close();
            timer = reconciler.engine().scheduler().schedule(executor, this::onTimer, wait);
        }
    }

    private void onTimer() {
        Optional<Application> application;
        try {
            application = applications.find(id);
        } catch (RuntimeException e) {
            LOG.error("{} could not be looked up", id, e);
            scheduleIn(LAST_RETRY);
            return;
        }
        if (application.isPresent() && application.get().suspended()) {
            scheduleIn(application.get().interval());
        } else if (application.isPresent()) {
            trigger(due());
        }
    }

    /** Somebody changed an object. A failed run is tried again at its own time, whatever changes until then. */
    private void drifted(Trigger trigger) {
        synchronized (this) {
            if (failures > 0) {
                return;
            }
        }
        try {
            boolean reconciled =
                    applications.find(id).filter(one -> !one.suspended()).isPresent();
            if (reconciled) {
                trigger(trigger);
            }
        } catch (RuntimeException e) {
            LOG.error("{} could not be looked up", id, e);
        }
    }

    private synchronized Trigger due() {
        Run failed = retry;
        return failed == null
                ? Trigger.schedule()
                : Trigger.of(Trigger.RETRY)
                        .because("run " + failed.id() + " ended "
                                + failed.outcome().kind());
    }

    void close(String why) {
        PendingRun never;
        synchronized (this) {
            closed = true;
            timer.close();
            never = waiting;
            waiting = null;
        }
        drift.close();
        stop.cancel(why);
        if (never != null) {
            never.ended(unbegun(never, Outcome.Kind.CANCELLED, never(why)));
        }
    }
}
