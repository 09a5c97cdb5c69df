package io.gitops4j.samples.cli;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.event.EventListener;
import io.gitops4j.core.reconcile.Applications;
import io.gitops4j.core.reconcile.ReconcileLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps an application reconciled until the command is stopped, and tells what happens. */
final class Watch implements EventListener {
    static final Duration INTERVAL = Duration.ofSeconds(15);

    /** What a run that has sent something may take to settle it. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(20);

    private final Report report;
    private int running;

    Watch(Report report) {
        this.report = report;
    }

    Exit run(Session session, Application application) {
        CountDownLatch stopped = new CountDownLatch(1);
        session.stop().onRequest(stopped::countDown);
        try (ReconcileLoop loop = ReconcileLoop.start(session.reconciler(), Applications.of(application))) {
            loop.trigger(application.id(), session.trigger());
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settle();
        report.notice("stopped");
        return Exit.DONE;
    }

    @Override
    public void on(Event event) {
        report.event(event);
        synchronized (this) {
            if (event.kind() == Event.Kind.RUN_STARTED) {
                running++;
            } else if (event.kind() == Event.Kind.RUN_ENDED && running > 0) {
                running--;
                notifyAll();
            }
        }
    }

    /** A loop that is closed asks its runs to stop, and does not wait for them. */
    private synchronized void settle() {
        long end = System.nanoTime() + GRACE;
        try {
            while (running > 0 && System.nanoTime() < end) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
