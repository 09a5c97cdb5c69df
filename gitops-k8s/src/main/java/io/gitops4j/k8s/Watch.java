package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WatchSink;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One watch over as many HTTP exchanges as it takes. The API server ends each after some minutes: it is opened anew from the
 * last version, and so is one that was lost or is silent, {@link #LOSSES} times in a row at most, each after a longer wait; then
 * the watch has failed, and its holder lists again.
 *
 * <p>No thread of its own: events come on the HTTP client's threads, the rest on the connection's. One lock makes them one at a
 * time; whoever closes the watch waits for the delivery that is under way.
 */
final class Watch implements Registration {
    private static final int LOSSES = 6;
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final String METADATA =
            "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

    private final Rest rest;
    private final Kinds kinds;
    private final WatchCall call;
    private final WatchSink sink;
    private final Consumer<Watch> onEnd;
    private final ReentrantLock lock = new ReentrantLock();
    private final CancellationSource ended = Cancellation.source();

    private String version;
    private int losses;
    private boolean over;
    private long lastByte;
    private @Nullable WatchExchange current;
    private @Nullable ScheduledFuture<?> look;

    Watch(Rest rest, Kinds kinds, WatchCall call, WatchSink sink, Consumer<Watch> onEnd) {
        this.rest = rest;
        this.kinds = kinds;
        this.call = call;
        this.sink = sink;
        this.onEnd = onEnd;
        this.version = call.fromVersion();
    }

    void start() {
        long step = Math.max(10, rest.connection().limits().silence().toMillis() / 4);
        locked(() -> look =
                rest.connection().timer().scheduleWithFixedDelay(this::listen, step, step, TimeUnit.MILLISECONDS));
        later(0);
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            if (!over) {
                work.run();
            }
        } finally {
            lock.unlock();
        }
    }

    private void later(long millis) {
        try {
            ScheduledFuture<?> unused = rest.connection()
                    .timer()
                    .schedule(() -> rest.connection().executor().execute(this::open), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            end(() -> {}); // closed with its connection
        }
    }

    /** Opens one exchange, on a thread of the connection: it may ask what is served, and wait for its turn. */
    private void open() {
        if (ended.requested()) {
            return;
        }
        try {
            Optional<String> wanted = Optional.of(call.kind().version()).filter(one -> !one.isEmpty());
            Kinds.Found found = kinds.find(call.kind().groupKind(), wanted, System.nanoTime(), ended);
            if (found instanceof Kinds.Served served) {
                open(served.info(), served.version(wanted));
            } else if (found instanceof Kinds.Unknown unknown) {
                lost(unknown.problem());
            } else {
                fail(Kinds.unserved(call.kind().groupKind()));
            }
        } catch (Unanswered e) {
            lost(e.problem());
        } catch (GitOpsException e) {
            fail(e.problem()); // told to nobody where it was closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(() -> {});
        } catch (RuntimeException e) {
            fail(rest.problem(Code.INTERNAL, "the watch failed: " + e.getClass().getName()));
        }
    }

    private void open(KindInfo kind, String inVersion) throws Unanswered, InterruptedException {
        Optional<Problem> misfit = Lists.misfit(kind, call.selection());
        if (misfit.isPresent()) {
            fail(misfit.get());
            return;
        }
        Call request = Call.get(Paths.list(kind, inVersion, call.selection())
                        + "?watch=true&allowWatchBookmarks=true&timeoutSeconds="
                        + ThreadLocalRandom.current().nextInt(240, 300) + "&resourceVersion="
                        + Paths.encoded(version) + Paths.labels(call.selection()))
                .accepting(call.selection().isMetadataOnly() ? METADATA : Call.JSON);
        WatchExchange exchange = new WatchExchange(this, request, new WatchEvents(kind, inVersion, call.selection()));
        locked(() -> {
            current = exchange;
            lastByte = System.nanoTime();
        });
        exchange.begin(rest);
        if (ended.requested()) {
            exchange.abort();
        }
    }

    /** Drops an exchange that has been silent for too long. */
    private void listen() {
        locked(() -> {
            WatchExchange exchange = current;
            long silence = rest.connection().limits().silence().toNanos();
            if (exchange != null && System.nanoTime() - lastByte > silence) {
                exchange.abort();
                lost(rest.problem(
                        Code.CLUSTER_UNAVAILABLE,
                        "nothing came of the watch of " + call.kind().groupKind() + " for "
                                + Call.words(rest.connection().limits().silence())));
            }
        });
    }

    void lost(Call request, Throwable error) {
        lost(rest.failed(request, error).problem());
    }

    /** Tries again after a while, or gives up. */
    void lost(Problem problem) {
        locked(() -> {
            current = null;
            if (++losses > LOSSES) {
                fail(problem);
            } else {
                later(FIRST_WAIT_MILLIS << (losses - 1));
            }
        });
    }

    void fail(Problem problem) {
        Problem placed = Problems.on(problem, call.kind().groupKind().toString());
        end(() -> sink.failed(placed));
    }

    private void end(Runnable last) {
        locked(() -> {
            over = true;
            ended.cancel("the watch is over");
            if (look != null) {
                look.cancel(false);
            }
            if (current != null) {
                current.abort();
            }
            onEnd.accept(this);
            last.run();
        });
    }

    @Override
    public void close() {
        end(() -> {});
    }

    /** Something came of {@code exchange}: does {@code work}, unless another has taken its place or the watch is over. */
    void heard(WatchExchange exchange, Runnable work) {
        within(exchange, () -> {
            lastByte = System.nanoTime();
            work.run();
        });
    }

    void within(WatchExchange exchange, Runnable work) {
        locked(() -> {
            if (current == exchange) {
                work.run();
            }
        });
    }

    /** One event, told to the sink. */
    void told(WatchEvents.WatchEvent event) {
        losses = 0;
        if (event instanceof WatchEvents.Changed changed) {
            version = changed.live().resourceVersion();
            sink.changed(Bodies.key(changed.live().body(), call.kind().groupKind()), changed.live());
        } else if (event instanceof WatchEvents.Gone gone) {
            version = gone.last().resourceVersion();
            sink.gone(Bodies.key(gone.last().body(), call.kind().groupKind()), gone.last());
        } else if (event instanceof WatchEvents.Bookmark bookmark) {
            version = bookmark.version();
            sink.bookmark(version);
        } else if (event instanceof WatchEvents.Failed failed) {
            fail(rest.problem(
                    Code.CLUSTER_UNAVAILABLE,
                    "the watch was ended: " + Texts.line(failed.status().message())));
        } else {
            end(sink::expired);
        }
    }

    /** The server ended an exchange, at its time; one that ends at once, again and again, is opened less and less often. */
    void over() {
        current = null;
        later(losses++ == 0 ? 0 : FIRST_WAIT_MILLIS << Math.min(losses, LOSSES));
    }

    /** There was an answer, and no success. */
    void refused(Call request, Answer answer) {
        Problem problem = Problems.of(rest, request, answer);
        int code = answer.code();
        if (code == 410) {
            end(sink::expired);
        } else if (code == 401 || code == 429 || code >= 500) {
            lost(problem);
        } else if (code == 404) {
            current = null;
            rest.connection().executor().execute(() -> missing(problem));
        } else {
            fail(problem);
        }
    }

    private void missing(Problem problem) {
        try {
            if (kinds.findNow(call.kind().groupKind(), System.nanoTime(), ended) instanceof Kinds.NotServed) {
                fail(Kinds.unserved(call.kind().groupKind()));
            } else {
                lost(problem);
            }
        } catch (GitOpsException e) {
            fail(e.problem());
        }
    }
}
