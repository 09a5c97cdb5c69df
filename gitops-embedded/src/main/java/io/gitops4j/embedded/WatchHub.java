package io.gitops4j.embedded;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.tree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The recent changes, and the watches that follow them. Guarded by the ledger's lock: it only puts events into the
 * watches' queues, which are handed to the executor without it.
 */
final class WatchHub {
    private final Executor executor;
    private final int bound;
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Watch> watches = new ArrayList<>();

    /** Changes up to here are forgotten. */
    private long floor;

    WatchHub(Executor executor, int bound) {
        this.executor = executor;
        this.bound = bound;
    }

    /** Forgets every change up to {@code version}. */
    void forget(long version) {
        history.removeIf(change -> change.version() <= version);
        floor = Math.max(floor, version);
    }

    void publish(List<Change> changes) {
        for (Change change : changes) {
            history.add(change);
            if (history.size() > bound) {
                floor = history.remove().version();
            }
            watches.forEach(watch -> watch.saw(change));
        }
    }

    /** Begins a watch: first what happened since its version, then a bookmark, then what happens. */
    Watch open(WatchCall call, WatchSink sink, Function<Node.Obj, Live.Present> view, long version) {
        Watch watch = new Watch(call, sink, view, executor);
        long from = version(call.fromVersion());
        if (from < floor || from > version) {
            watch.expire();
            watches.add(watch);
            return watch;
        }
        history.stream().filter(change -> change.version() > from).forEach(watch::saw);
        watch.bookmark(version);
        watches.add(watch);
        return watch;
    }

    private static long version(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    /** A watch of a kind that is not served. */
    Watch failed(WatchCall call, WatchSink sink) {
        Watch watch = new Watch(call, sink, Live.Present::new, executor);
        watch.fail(unserved(call.kind().groupKind()));
        watches.add(watch);
        return watch;
    }

    void kindGone(GroupKind kind) {
        watches.stream()
                .filter(watch -> watch.call().kind().groupKind().equals(kind))
                .forEach(watch -> watch.fail(unserved(kind)));
    }

    private static Problem unserved(GroupKind kind) {
        return Problem.of(Code.UNKNOWN_KIND, Location.nowhere(), "the cluster does not serve " + kind);
    }

    void bookmark(long version) {
        watches.forEach(watch -> watch.bookmark(version));
    }

    /** Ends every watch as if its version were forgotten, and forgets the versions. */
    void expire(long version) {
        watches.forEach(Watch::expire);
        forget(version);
    }

    boolean isIdle() {
        return watches.isEmpty();
    }

    /** The watches that may have something to deliver; those that ended are handed out for the last time. */
    List<Watch> due() {
        List<Watch> due = List.copyOf(watches);
        watches.removeIf(Watch::ended);
        return due;
    }

    void remove(Watch watch) {
        watches.remove(watch);
    }
}
