package io.gitops4j.core.view.internal;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scope;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.view.LiveViewLimits;
import io.gitops4j.core.view.LiveViewStats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One cluster as one identity, as it is seen by all who read it: at most one list and watch for a kind, and what it serves. Safe
 * for any number of threads.
 */
public final class LiveView {
    private final Object lock = new Object();
    private final ClusterAdapter adapter;
    private final Time time;
    private final Budget budget;
    private final Bodies bodies = new Bodies();
    private final KnownKinds known = new KnownKinds(this);
    private final KnownSchemas schemas;
    private final Map<KindRef, KindView> kinds = new HashMap<>();
    private long sequence;
    private boolean closed;

    /**
     * What a view needs of its host.
     *
     * @param clock the time
     * @param scheduler runs something later
     * @param executor on these threads
     */
    record Time(InstantSource clock, Scheduler scheduler, Executor executor) {}

    LiveView(ClusterAdapter adapter, Time time, LiveViewLimits limits, boolean closed) {
        this.adapter = adapter;
        this.schemas = new KnownSchemas(adapter.schemas());
        this.time = time;
        this.budget = new Budget(limits);
        this.closed = closed;
    }

    // ---- for readers

    /**
     * What the cluster serves, asked for anew where that may have changed, or lacks a kind of {@code manifests}.
     *
     * @throws io.gitops4j.core.GitOpsException as {@link ClusterAdapter#discover} does
     */
    public Discovery discovery(Collection<Manifest> manifests, Cancellation cancellation) {
        return known.covering(manifests, cancellation);
    }

    /**
     * What the cluster serves at this moment.
     *
     * @throws io.gitops4j.core.GitOpsException as {@link ClusterAdapter#discover} does
     */
    public Discovery freshDiscovery(Cancellation cancellation) {
        return known.fresh(cancellation);
    }

    /** The schemas that the cluster publishes of what it serves; a kind of which it publishes none has none. */
    public SchemaSource schemas(Discovery served) {
        return schemas.asOf(served);
    }

    /** A new interest, for somebody who listens. */
    public Interest watching(Listener listener) {
        return new Interest(this, listener);
    }

    LiveViewStats stats(String cluster, Optional<String> identity) {
        synchronized (lock) {
            List<LiveViewStats.Feed> feeds = kinds.values().stream()
                    .flatMap(kind -> kind.stats().stream())
                    .toList();
            return new LiveViewStats(cluster, identity, feeds, budget.objects(), budget.bytes());
        }
    }

    /** Ends every watch, and holds nothing; what is read afterwards is read by the adapter. */
    void close() {
        Aftermath after = new Aftermath();
        synchronized (lock) {
            closed = true;
            kinds.values().forEach(kind -> kind.close(after));
            kinds.clear();
        }
        after.run();
    }

    // ---- the parts

    Object lock() {
        return lock;
    }

    ClusterAdapter adapter() {
        return adapter;
    }

    KnownKinds kinds() {
        return known;
    }

    Budget budget() {
        return budget;
    }

    Bodies bodies() {
        return bodies;
    }

    Instant now() {
        return time.clock.instant();
    }

    boolean closed() {
        return closed;
    }

    /** Where the view's count of what it saw is. */
    long mark() {
        return sequence;
    }

    long tick() {
        return ++sequence;
    }

    Scheduler.Handle later(Runnable task, Duration delay) {
        return time.scheduler.schedule(time.executor, task, delay);
    }

    void soon(Runnable task) {
        time.executor.execute(task);
    }

    ResourceKey shared(ResourceKey key, KindRef ref) {
        return new ResourceKey(
                ref.groupKind().group(), ref.groupKind().kind(), bodies.shared(key.namespace()), key.name());
    }

    // ---- kinds, under the lock

    /** The kind in that version, or the preferred one where that is not served; null where the kind is not known. */
    @Nullable
    KindView kind(Discovery discovery, GroupKind groupKind, String version) {
        KindInfo info = discovery.find(groupKind).orElse(null);
        if (info == null) {
            return null;
        }
        String served = info.versions().contains(version) ? version : info.preferredVersion();
        return kinds.computeIfAbsent(new KindRef(groupKind, served), ref -> kind(info, ref, false));
    }

    private KindView kind(KindInfo info, KindRef ref, boolean pinned) {
        KindView kind = new KindView(this, ref, info.scope() == Scope.NAMESPACED, pinned);
        if (!info.verbs().containsAll(Set.of("list", "watch"))) {
            kind.never("it can not be listed and watched");
        }
        return kind;
    }

    /** The kind, watched for its own sake. */
    KindView pinned(KindInfo info) {
        KindRef ref = new KindRef(info.groupKind(), info.preferredVersion());
        KindView kind = kinds.computeIfAbsent(ref, any -> kind(info, any, true));
        kind.pin();
        return kind;
    }

    /** Lets go of kinds that nobody has an interest in; what says that kinds come and go is of none by itself. */
    void sweep(Aftermath after) {
        boolean idle = kinds.values().stream().allMatch(KindView::isEmpty);
        if (idle) {
            known.unfollow();
        }
        kinds.values().removeIf(kind -> {
            boolean unused = idle || kind.unused();
            if (unused) {
                kind.close(after);
            }
            return unused;
        });
    }

    // ---- writes

    /** A write that is on its way. */
    record Writing(List<Slot> slots) {}

    Writing writing(ResourceKey key) {
        synchronized (lock) {
            List<Slot> slots = new ArrayList<>();
            for (KindView kind : of(key.groupKind())) {
                Slot slot = kind.slot(key);
                if (slot != null) {
                    slot.writing++;
                    slots.add(slot);
                }
            }
            return new Writing(slots);
        }
    }

    /** @param result null where the adapter threw */
    void wrote(Writing writing, ResourceKey key, String deleted, Interest author, @Nullable WriteResult result) {
        Aftermath after = new Aftermath();
        Echo echo = new Echo(key, deleted, author, after);
        synchronized (lock) {
            writing.slots.forEach(slot -> slot.writing--);
            boolean sent =
                    result == null || result instanceof WriteResult.Written || result instanceof WriteResult.Uncertain;
            if (sent && KnownKinds.DEFINING.contains(key.groupKind())) {
                known.moved();
            }
            for (KindView kind : of(key.groupKind())) {
                kind.wrote(echo, result);
            }
        }
        after.run();
    }

    private List<KindView> of(GroupKind groupKind) {
        return kinds.values().stream()
                .filter(kind -> kind.ref().groupKind().equals(groupKind))
                .toList();
    }
}
