package io.gitops4j.embedded;

import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One watch: a queue of what its sink is to be told, told in order by one thread at a time. */
final class Watch {
    private final WatchCall call;
    private final WatchSink sink;
    private final Function<Node.Obj, Live.Present> view;
    private final Executor executor;
    private final Queue<Consumer<WatchSink>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean delivering = new AtomicBoolean();

    /** Held while the sink is told something, so that a close from another thread waits for that and no more. */
    private final ReentrantLock telling = new ReentrantLock();

    private volatile boolean closed;
    private volatile boolean ended;

    Watch(WatchCall call, WatchSink sink, Function<Node.Obj, Live.Present> view, Executor executor) {
        this.call = call;
        this.sink = sink;
        this.view = view;
        this.executor = executor;
    }

    WatchCall call() {
        return call;
    }

    /** Takes a change where it is of what is watched. */
    void saw(Change change) {
        ResourceKey key = change.key();
        if (!key.groupKind().equals(call.kind().groupKind())) {
            return;
        }
        Node.Obj before = change.before();
        Node.Obj after = change.after();
        if (after != null && takes(call.selection(), key, after)) {
            tell(to -> to.changed(key, view.apply(after)));
        } else if (before != null && takes(call.selection(), key, before)) {
            // like the API server: the last state seen through the selection, in the version of the event
            Node version = Node.of(Long.toString(change.version()));
            Live.Present last = view.apply(Metadata.with(before, "resourceVersion", version));
            tell(to -> to.gone(key, last));
        }
    }

    static boolean takes(Selection selection, ResourceKey key, Node.@Nullable Obj object) {
        if (object == null || !selection.namespace().orElse(key.namespace()).equals(key.namespace())) {
            return false;
        }
        Node.Obj labels = Metadata.of(object).object("labels");
        return selection.labels().entrySet().stream()
                .allMatch(label -> Node.of(label.getValue()).equals(labels.get(label.getKey())));
    }

    void bookmark(long version) {
        tell(to -> to.bookmark(Long.toString(version)));
    }

    void expire() {
        end(WatchSink::expired);
    }

    void fail(Problem problem) {
        end(to -> to.failed(problem));
    }

    private void end(Consumer<WatchSink> last) {
        tell(last);
        ended = true;
    }

    private void tell(Consumer<WatchSink> event) {
        if (!ended && !closed) {
            queue.add(event);
        }
    }

    /** Whether it takes nothing more. */
    boolean ended() {
        return ended || closed;
    }

    /** Ends delivery; what is being told now is told to its end first, unless it is what closes. */
    void close() {
        closed = true;
        telling.lock();
        try {
            queue.clear();
        } finally {
            telling.unlock();
        }
    }

    /** Has the executor tell what is queued, unless it is at it already. */
    void deliver() {
        if (!queue.isEmpty() && !closed && delivering.compareAndSet(false, true)) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                // an executor that was shut down delivers nothing more
                closed = true;
            }
        }
    }

    private void drain() {
        try {
            for (Consumer<WatchSink> next = queue.poll(); next != null; next = queue.poll()) {
                tellNow(next);
            }
        } finally {
            delivering.set(false);
        }
        // something may have come between the last look and the release
        deliver();
    }

    private void tellNow(Consumer<WatchSink> event) {
        telling.lock();
        try {
            if (!closed) {
                event.accept(sink);
            }
        } catch (RuntimeException e) {
            // a sink does not throw; one that does is told nothing more, and the writer does not suffer for it
            closed = true;
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } finally {
            telling.unlock();
        }
    }
}
