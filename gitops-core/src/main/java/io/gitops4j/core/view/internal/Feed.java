package io.gitops4j.core.view.internal;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.view.LiveViewStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list and watch of one kind, in one namespace or in all. It is trusted while its watch is live; a watch that failed goes on
 * where it was, one that expired is listed anew, with growing waits. State is guarded by the view's lock, which is never held
 * while the adapter is called.
 */
final class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    /** A watch that lived so long was a good one: the waits begin anew. */
    private static final Duration GOOD = Duration.ofSeconds(30);
    /** How long a watch that goes on after a failure has to bring what was missed, where no bookmark says that it did. */
    private static final Duration CATCH_UP = Duration.ofSeconds(5);

    private static final Duration UNSERVED = Duration.ofSeconds(10);
    private static final Duration REFUSED = Duration.ofMinutes(10);

    private static final Problem EXPIRED =
            Problem.retryable(Code.STALE, Location.nowhere(), "the watch expired, and is listed anew");

    private enum State {
        IDLE,
        LISTING,
        CATCHING_UP,
        LIVE,
        WAITING,
        BY_KEY,
        CLOSED
    }

    private final KindView kind;
    private final LiveView view;
    private final String namespace;
    private State state = State.IDLE;
    private Instant since;
    private String reason = "";
    private Instant until = Instant.MIN;
    private String version = "";
    private boolean expired;
    private final Retries retries;
    private @Nullable WatchSession session;
    private Scheduler.Handle timer = () -> {};

    Feed(KindView kind, String namespace) {
        this.kind = kind;
        this.view = kind.view();
        this.namespace = namespace;
        this.since = view.now();
        this.retries = new Retries(kind.ref().hashCode() * 31 + namespace.hashCode());
    }

    /** Whether memory answers. Under the lock, as all that follows but {@link #begin}. */
    boolean live() {
        return state == State.LIVE;
    }

    /** Whether what is read by key is worth remembering: a watch goes on from it, or will. */
    boolean begun() {
        return state != State.IDLE && state != State.BY_KEY && state != State.CLOSED;
    }

    void become(State next) {
        state = next;
        since = view.now();
    }

    /** It is read by key from now on, for {@code time} at least. */
    void refuse(String why, @Nullable Duration time, Aftermath after) {
        end(after);
        become(State.BY_KEY);
        reason = why;
        until = time == null ? Instant.MAX : view.now().plus(time);
        LOG.debug("{} is read by key: {}", this, why);
    }

    void close(Aftermath after) {
        end(after);
        become(State.CLOSED);
    }

    private void end(Aftermath after) {
        after.end(timer::close);
        timer = () -> {};
        if (session != null) {
            after.end(session.registration);
            LOG.debug("{} is watched no more", this);
        }
        session = null;
    }

    LiveViewStats.Feed stats() {
        LiveViewStats.Mode mode = switch (state) {
            case LIVE -> LiveViewStats.Mode.WATCHED;
            case BY_KEY, CLOSED -> LiveViewStats.Mode.BY_KEY;
            default -> LiveViewStats.Mode.STARTING;
        };
        Optional<String> why = reason.isEmpty() || state == State.LIVE ? Optional.empty() : Optional.of(reason);
        return new LiveViewStats.Feed(kind.ref().groupKind(), kind.ref().version(), namespace, mode, since, why);
    }

    // ---- without the lock

    /** Lists and watches, on the caller's thread, unless that was begun, or is not to be tried yet. */
    void begin(Cancellation cancellation) {
        long mark;
        synchronized (view.lock()) {
            boolean may =
                    state == State.IDLE || state == State.BY_KEY && !view.now().isBefore(until);
            if (!may || view.closed()) {
                return;
            }
            become(State.LISTING);
            mark = view.mark();
        }
        list(mark, cancellation);
    }

    private Selection selection() {
        return namespace.isEmpty() ? Selection.all() : Selection.all().inNamespace(namespace);
    }

    private void list(long mark, Cancellation cancellation) {
        ListResult list;
        try {
            list = view.adapter().list(kind.ref(), selection(), cancellation);
        } catch (RuntimeException e) {
            if (!cancellation.requested()) {
                lost(broken(e), true);
                return;
            }
            synchronized (view.lock()) {
                if (state == State.LISTING) {
                    become(State.IDLE);
                }
            }
            throw e;
        }
        if (list.problem().isPresent()) {
            lost(list.problem().get(), true);
        } else if (list.resourceVersion().isEmpty()) {
            lost(Problem.of(Code.UNKNOWN_KIND, Location.nowhere(), "the cluster does not serve it"), true);
        } else {
            listed(list, mark);
        }
    }

    private void listed(ListResult list, long mark) {
        Aftermath after = new Aftermath();
        WatchSession fresh = new WatchSession(this, true);
        boolean taken;
        synchronized (view.lock()) {
            if (state != State.LISTING) {
                return;
            }
            taken = kind.listed(namespace, list, mark, after);
            if (taken) {
                version = list.resourceVersion();
                session = fresh;
            }
        }
        if (taken) {
            watch(fresh);
        }
        after.run();
    }

    private void watch(WatchSession fresh) {
        Registration registration;
        try {
            registration = view.adapter().watch(new WatchCall(kind.ref(), selection(), version(fresh)), fresh);
        } catch (RuntimeException e) {
            fresh.failed(broken(e));
            return;
        }
        Aftermath after = new Aftermath();
        synchronized (view.lock()) {
            if (session != fresh) {
                after.end(registration);
            } else {
                fresh.registration = registration;
                become(fresh.caughtUp ? State.LIVE : State.CATCHING_UP);
                if (!fresh.caughtUp) {
                    after.later(this, () -> caughtUp(fresh), CATCH_UP);
                }
                LOG.debug("{} is watched from version {}", this, version);
            }
        }
        after.run();
    }

    private String version(WatchSession fresh) {
        synchronized (view.lock()) {
            return session == fresh ? version : "";
        }
    }

    private void caughtUp(WatchSession which) {
        synchronized (view.lock()) {
            if (session == which && state == State.CATCHING_UP) {
                become(State.LIVE);
            }
        }
    }

    /** Schedules what the lock was given back for; withdrawn where it is not wanted any more. */
    void schedule(Runnable task, Duration delay) {
        Scheduler.Handle handle = view.later(task, delay);
        synchronized (view.lock()) {
            if (state == State.WAITING || state == State.CATCHING_UP) {
                timer = handle;
                return;
            }
        }
        handle.close();
    }

    /** The list or the watch did not come, or ended. */
    private void lost(Problem why, boolean relist) {
        Aftermath after = new Aftermath();
        boolean narrow = false;
        synchronized (view.lock()) {
            if (state == State.CLOSED) {
                return;
            }
            if (state == State.LIVE && Duration.between(since, view.now()).compareTo(GOOD) >= 0) {
                retries.reset();
            }
            expired |= relist;
            kind.stir(namespace, after);
            if (why.code().equals(Code.FORBIDDEN)) {
                narrow = namespace.isEmpty() && kind.narrow();
                refuse(why.message(), REFUSED, after);
            } else if (why.code().equals(Code.UNKNOWN_KIND)) {
                view.kinds().moved();
                refuse(why.message(), UNSERVED, after);
            } else {
                if (retries.any()) {
                    // no mere end of a watch: perhaps the cluster comes back as another version
                    view.kinds().moved();
                }
                end(after);
                become(State.WAITING);
                reason = why.message();
                after.later(this, this::again, retries.next(why.equals(EXPIRED)));
            }
        }
        if (narrow) {
            view.soon(() -> kind.begin(Cancellation.none()));
        }
        after.run();
    }

    private static Problem broken(RuntimeException e) {
        LOG.debug("a list or watch failed", e);
        return Problem.retryable(
                Code.CLUSTER_UNAVAILABLE,
                Location.nowhere(),
                "the adapter failed with " + e.getClass().getName());
    }

    private void again() {
        WatchSession fresh = null;
        long mark = 0;
        synchronized (view.lock()) {
            if (state != State.WAITING || view.closed()) {
                return;
            }
            if (expired || version.isEmpty()) {
                become(State.LISTING);
                expired = false;
                mark = view.mark();
            } else {
                fresh = new WatchSession(this, false);
                session = fresh;
            }
        }
        if (fresh == null) {
            list(mark, Cancellation.none());
        } else {
            watch(fresh);
        }
    }

    /** Such as {@code Deployment.apps v1 in shop}; never a value. */
    @Override
    public String toString() {
        return kind.ref().groupKind() + " " + kind.ref().version() + (namespace.isEmpty() ? "" : " in " + namespace);
    }

    /** Hears something of {@code from}; nothing where that was given up. */
    void hear(WatchSession from, String upTo, Consumer<Aftermath> what) {
        Aftermath after = new Aftermath();
        synchronized (view.lock()) {
            if (session != from) {
                return;
            }
            version = upTo;
            what.accept(after);
            if (from.caughtUp && state == State.CATCHING_UP) {
                become(State.LIVE);
            }
        }
        after.run();
    }

    KindView kind() {
        return kind;
    }

    /** {@code from} has ended. */
    void ended(WatchSession from, @Nullable Problem why) {
        synchronized (view.lock()) {
            if (session != from) {
                return;
            }
            // it has ended by itself: there is nothing to close
            session = null;
        }
        lost(why == null ? EXPIRED : why, why == null);
    }
}
