package io.gitops4j.core.view.internal;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one application, or one run that waits, reads of a view: the objects that it read last are held for it. Where somebody
 * listens, their kinds are watched at once; else from the second time on that one of them is read, so that who looks once pays
 * for what it looks at alone. Safe for any number of threads.
 */
public final class Interest implements AutoCloseable {
    private final LiveView view;
    private final ClusterAdapter cluster;
    private final List<Interest> alone = List.of(this);
    private Map<ResourceKey, KindView> held = new HashMap<>();
    private volatile @Nullable Listener listener;
    private volatile Instant used;
    private boolean closed;

    Interest(LiveView view, @Nullable Listener listener) {
        this.view = view;
        this.listener = listener;
        this.used = view.now();
        this.cluster = new OwnWrites(view, this);
    }

    /** The view that this is of. */
    public LiveView view() {
        return view;
    }

    /** The cluster itself: what is read by it is fresh, and what is written by it the view knows at once. */
    public ClusterAdapter cluster() {
        return cluster;
    }

    List<Interest> alone() {
        return alone;
    }

    void listen(@Nullable Listener to) {
        listener = to;
    }

    void tell(ResourceKey key, Notice notice) {
        Listener to = listener;
        if (to != null) {
            to.on(key, notice);
        }
    }

    void use() {
        used = view.now();
    }

    boolean idleSince(Instant then) {
        return listener == null && used.isBefore(then);
    }

    /** One answer for each key, from memory where it is kept up to date, else by the adapter. */
    public ReadResult read(ReadCall call, Cancellation cancellation) {
        Optional<Discovery> kinds = view.kinds().known(cancellation);
        Set<KindView> wanted = kinds.map(known -> hold(call, known)).orElse(Set.of());
        if (!wanted.isEmpty()) {
            view.kinds().follow(cancellation);
            wanted.forEach(kind -> kind.begin(cancellation));
        }
        Map<ResourceKey, Live> answers = new HashMap<>();
        Map<ResourceKey, String> missing = new TreeMap<>();
        long mark;
        synchronized (view.lock()) {
            mark = view.mark();
            for (ResourceKey key : call.keys()) {
                KindView kind = held.get(key);
                Live live = kind == null ? null : kind.answer(key);
                if (live == null) {
                    missing.put(key, call.version(key).orElse(""));
                } else {
                    answers.put(key, live);
                }
            }
        }
        if (!missing.isEmpty()) {
            ReadResult read = view.adapter().get(ReadCall.inVersions(missing), cancellation);
            learn(read, mark);
            answers.putAll(read.all());
        }
        return ReadResult.of(answers);
    }

    private void learn(ReadResult read, long mark) {
        Aftermath after = new Aftermath();
        synchronized (view.lock()) {
            read.all().forEach((key, live) -> {
                KindView kind = held.get(key);
                if (kind != null) {
                    kind.read(key, live, mark, after);
                }
            });
        }
        after.run();
    }

    /** Holds the keys of {@code call} and no others; gives the kinds that are to be watched. */
    private Set<KindView> hold(ReadCall call, Discovery kinds) {
        Aftermath after = new Aftermath();
        Set<KindView> wanted = new HashSet<>();
        synchronized (view.lock()) {
            if (closed || view.closed()) {
                return wanted;
            }
            Map<ResourceKey, KindView> next = new HashMap<>();
            for (ResourceKey key : call.keys()) {
                KindView kind =
                        view.kind(kinds, key.groupKind(), call.version(key).orElse(""));
                if (kind == null && kinds.failures().containsKey(key.group())) {
                    kind = held.get(key); // its group cannot be asked now, which is no reason to forget it
                }
                if (kind == null) {
                    continue;
                }
                next.put(kind.hold(key, this), kind);
                KindView before = held.remove(key);
                if (before == kind || listener != null) {
                    wanted.add(kind);
                }
                if (before != kind) {
                    drop(key, before);
                }
            }
            held.forEach(this::drop);
            held = next;
            view.sweep(after);
        }
        after.run();
        return wanted;
    }

    private void drop(ResourceKey key, @Nullable KindView kind) {
        if (kind != null) {
            kind.drop(key, this);
        }
    }

    /** Whether each of {@code keys} is kept up to date by a watch. */
    public boolean watches(Set<ResourceKey> keys) {
        synchronized (view.lock()) {
            return keys.stream().allMatch(key -> {
                KindView kind = held.get(key);
                return kind != null && kind.watched(key);
            });
        }
    }

    /** Holds nothing more; what is read afterwards is read by the adapter. */
    @Override
    public void close() {
        Aftermath after = new Aftermath();
        synchronized (view.lock()) {
            closed = true;
            held.forEach(this::drop);
            held = new HashMap<>();
            view.sweep(after);
        }
        after.run();
    }
}
