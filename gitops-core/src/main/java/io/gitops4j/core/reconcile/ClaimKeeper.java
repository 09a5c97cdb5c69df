package io.gitops4j.core.reconcile;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateStore;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a claim alive while a run lasts, and knows when it was lost: then nothing more is written. */
final class ClaimKeeper implements AutoCloseable {
    static final Duration TTL = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(ClaimKeeper.class);

    private final StateStore store;
    private final Claim claim;
    private final Scheduler scheduler;
    private final Executor executor;
    private Scheduler.Handle next = () -> {};
    private boolean lost;
    private boolean closed;

    ClaimKeeper(StateStore store, Claim claim, Scheduler scheduler, Executor executor) {
        this.store = store;
        this.claim = claim;
        this.scheduler = scheduler;
        this.executor = executor;
        schedule();
    }

    Claim claim() {
        return claim;
    }

    private synchronized void schedule() {
        if (!closed && !lost) {
            next = scheduler.schedule(executor, this::renew, TTL.dividedBy(3));
        }
    }

    private void renew() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        boolean kept;
        try {
            kept = store.renew(claim, TTL);
        } catch (GitOpsException e) {
            LOG.warn("the claim on {} could not be renewed: {}", claim.application(), e.getMessage());
            kept = true; // the next write says for sure
        }
        if (!kept) {
            synchronized (this) {
                lost = !closed;
            }
        }
        schedule();
    }

    synchronized boolean lost() {
        return lost;
    }

    /** Throws where the claim was lost. */
    void check() {
        if (lost()) {
            throw new GitOpsException(Problem.retryable(
                    Code.HELD_ELSEWHERE,
                    Location.object("application " + claim.application()),
                    "another process took the application over; this run writes nothing more"));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            next.close();
        }
        store.release(claim);
    }
}
