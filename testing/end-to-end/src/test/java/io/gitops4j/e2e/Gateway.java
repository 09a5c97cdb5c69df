package io.gitops4j.e2e;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.Capabilities;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.Schemas;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A cluster behind a gateway that forbids lists, delays what watches show, and cuts watches off. For one thread. */
final class Gateway implements ClusterAdapter {
    private final ClusterAdapter cluster;
    private final List<Tap> taps = new ArrayList<>();
    private final Queue<Runnable> delayed = new ArrayDeque<>();
    private Predicate<Selection> forbidden = selection -> false;
    private Runnable afterNextList = () -> {};
    private boolean lagging;
    private String prefix = "";

    Gateway(ClusterAdapter cluster) {
        this.cluster = cluster;
    }

    /** Lists of the whole cluster are forbidden, as to a tenant. */
    Gateway forbidTheCluster() {
        forbidden = selection -> selection.namespace().isEmpty();
        return this;
    }

    Gateway forbidLists() {
        forbidden = selection -> true;
        return this;
    }

    /** Versions of objects are no numbers, as of an aggregated server of its own ways. */
    Gateway withWordsForVersions() {
        prefix = "v";
        return this;
    }

    private Live.Present shown(Live.Present live) {
        return prefix.isEmpty()
                ? live
                : new Live.Present(
                        (Node.Obj) live.body()
                                .with(Path.of("metadata", "resourceVersion"), Node.of(prefix + live.resourceVersion())),
                        live.managed());
    }

    private Live shown(Live live) {
        return live instanceof Live.Present present ? shown(present) : live;
    }

    private WriteResult shown(WriteResult result) {
        return result instanceof WriteResult.Written written
                ? new WriteResult.Written(shown(written.live()), written.changed())
                : result;
    }

    /** Watches show nothing until it is {@link #deliver delivered}. */
    void lag() {
        lagging = true;
    }

    /** Delivers one event that was held back. */
    void deliverOne() {
        Runnable event = delayed.poll();
        if (event != null) {
            event.run();
        }
    }

    /** Delivers all that was held back, and holds back nothing more. */
    void deliver() {
        lagging = false;
        while (!delayed.isEmpty()) {
            deliverOne();
        }
    }

    /** Happens once, after the next list was made and before it arrives. */
    void afterNextList(Runnable action) {
        afterNextList = action;
    }

    /** Every watch ends; what was held back is lost with it. */
    void cut() {
        delayed.clear();
        List<Tap> cut = List.copyOf(taps);
        taps.clear();
        cut.forEach(tap -> {
            tap.registration.close();
            tap.sink.failed(Problem.retryable(Code.CLUSTER_UNAVAILABLE, Location.nowhere(), "connection reset"));
        });
    }

    /** How many watches are open. */
    int watches() {
        return taps.size();
    }

    @Override
    public ListResult list(KindRef kind, Selection selection, Cancellation cancellation) {
        ListResult list = cluster.list(kind, selection, cancellation);
        Runnable action = afterNextList;
        afterNextList = () -> {};
        action.run();
        return forbidden.test(selection)
                ? ListResult.failed(Problem.of(Code.FORBIDDEN, Location.nowhere(), "may not list " + kind.groupKind()))
                : shown(list);
    }

    private ListResult shown(ListResult list) {
        if (list.problem().isPresent()) {
            return list;
        }
        Map<ResourceKey, Live.Present> objects = new TreeMap<>();
        list.objects().forEach((key, live) -> objects.put(key, shown(live)));
        return ListResult.of(objects, prefix + list.resourceVersion());
    }

    @Override
    public Registration watch(WatchCall call, WatchSink sink) {
        Tap tap = new Tap(sink);
        taps.add(tap);
        String from = call.fromVersion().substring(prefix.length());
        tap.registration = cluster.watch(new WatchCall(call.kind(), call.selection(), from), tap);
        return () -> {
            taps.remove(tap);
            tap.closed = true;
            tap.registration.close();
        };
    }

    private final class Tap implements WatchSink {
        private final WatchSink sink;
        private Registration registration = () -> {};
        private boolean closed;

        Tap(WatchSink sink) {
            this.sink = sink;
        }

        private void show(Runnable event) {
            delayed.add(() -> {
                if (!closed) {
                    event.run();
                }
            });
            if (!lagging) {
                deliver();
            }
        }

        @Override
        public void changed(ResourceKey key, Live.Present live) {
            show(() -> sink.changed(key, shown(live)));
        }

        @Override
        public void gone(ResourceKey key, Live.Present last) {
            show(() -> sink.gone(key, shown(last)));
        }

        @Override
        public void bookmark(String resourceVersion) {
            show(() -> sink.bookmark(prefix + resourceVersion));
        }

        @Override
        public void expired() {
            show(() -> {
                taps.remove(this);
                sink.expired();
            });
        }

        @Override
        public void failed(Problem problem) {
            show(() -> {
                taps.remove(this);
                sink.failed(problem);
            });
        }
    }

    @Override
    public Capabilities capabilities() {
        return cluster.capabilities();
    }

    @Override
    public Discovery discover(Cancellation cancellation) {
        return cluster.discover(cancellation);
    }

    @Override
    public Schemas schemas() {
        return cluster.schemas();
    }

    @Override
    public ReadResult get(ReadCall call, Cancellation cancellation) {
        Map<ResourceKey, Live> all = new TreeMap<>();
        cluster.get(call, cancellation).all().forEach((key, live) -> all.put(key, shown(live)));
        return ReadResult.of(all);
    }

    @Override
    public WriteResult apply(ApplyCall call, Cancellation cancellation) {
        return shown(cluster.apply(call, cancellation));
    }

    @Override
    public WriteResult delete(DeleteCall call, Cancellation cancellation) {
        return shown(cluster.delete(call, cancellation));
    }

    @Override
    public void close() {}
}
