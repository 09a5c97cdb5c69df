package io.gitops4j.embedded;

import io.gitops4j.core.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Sends every open watch a bookmark once a minute, as the API server does about; idle while nobody watches. */
final class Bookmarks implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Scheduler scheduler;
    private final Executor executor;
    private final Object lock = new Object();
    private boolean armed;
    private boolean scheduling;
    private boolean closed;
    private Scheduler.@Nullable Handle next;

    Bookmarks(Ledger ledger, Scheduler scheduler, Executor executor) {
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.executor = executor;
    }

    /** Somebody watches. */
    void arm() {
        synchronized (lock) {
            if (armed || closed) {
                return;
            }
            armed = true;
            scheduling = true;
        }
        Scheduler.Handle handle = scheduler.schedule(executor, this::due, EVERY);
        synchronized (lock) {
            scheduling = false;
            next = handle;
            if (closed) {
                handle.close();
            }
        }
    }

    private void due() {
        synchronized (lock) {
            // a scheduler that runs tasks at once would run this one for ever
            if (closed || scheduling) {
                return;
            }
            armed = false;
        }
        send();
        if (!ledger.<Boolean>watches(WatchHub::isIdle)) {
            arm();
        }
    }

    /** Sends one to each open watch now. */
    void send() {
        ledger.watches(hub -> {
            hub.bookmark(ledger.store().version());
            return hub;
        });
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (next != null) {
                next.close();
            }
        }
    }
}
