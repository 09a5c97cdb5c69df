package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Problem;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Waits for objects without a thread: watches their kinds, and wakes the run when one changes, a watch ends, or the time has
 * come. What it saw is taken with {@link #read}.
 */
final class Waits implements AutoCloseable {
    /** Looks anew now and then, should a watch be silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClusterAdapter cluster;
    private final Scheduler scheduler;
    private final Executor executor;
    private final InstantSource clock;
    private final Runnable wake;
    private final Map<Place, Watched> watched = new HashMap<>();
    private Scheduler.Handle timer = () -> {};

    /** @param wake quick, from any thread; tells the run to look again */
    Waits(ClusterAdapter cluster, Scheduler scheduler, Executor executor, InstantSource clock, Runnable wake) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.executor = executor;
        this.clock = clock;
        this.wake = wake;
    }

    /**
     * What is live of {@code keys} now; from now on the run is woken when one of them changes, and at {@code until}. A key
     * whose kind cannot be listed is not in the answer.
     */
    Map<ResourceKey, Live> read(Set<ResourceKey> keys, Instant until, Cancellation cancellation) {
        timer.close();
        Set<Place> places = new HashSet<>();
        keys.forEach(key -> places.add(Place.of(key)));
        List<Place> idle = watched.keySet().stream()
                .filter(place -> !places.contains(place))
                .toList();
        idle.forEach(this::forget);
        Map<ResourceKey, Live> live = new HashMap<>();
        for (Place place : places) {
            Watched one = watched.get(place);
            if (one == null || one.ended()) {
                one = watch(place, cancellation);
            }
            if (one != null) {
                Watched seen = one;
                keys.stream().filter(key -> Place.of(key).equals(place)).forEach(key -> live.put(key, seen.live(key)));
            }
        }
        Duration left = Duration.between(clock.instant(), until);
        timer = scheduler.schedule(executor, wake, left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
        return live;
    }

    private void forget(Place place) {
        Watched before = watched.remove(place);
        if (before != null) {
            before.close();
        }
    }

    private @Nullable Watched watch(Place place, Cancellation cancellation) {
        forget(place);
        Selection selection =
                place.namespace.isEmpty() ? Selection.all() : Selection.all().inNamespace(place.namespace);
        ListResult list = cluster.list(KindRef.of(place.kind), selection, cancellation);
        if (list.problem().isPresent()) {
            return null;
        }
        Watched fresh = new Watched(list.objects(), wake);
        watched.put(place, fresh);
        if (!list.resourceVersion().isEmpty()) {
            fresh.registration =
                    cluster.watch(new WatchCall(KindRef.of(place.kind), selection, list.resourceVersion()), fresh);
        }
        return fresh;
    }

    @Override
    public void close() {
        timer.close();
        new ArrayList<>(watched.values()).forEach(Watched::close);
        watched.clear();
    }

    private record Place(GroupKind kind, String namespace) {
        static Place of(ResourceKey key) {
            return new Place(key.groupKind(), key.namespace());
        }
    }

    /** One kind in one namespace, as its list and watch have shown it. */
    private static final class Watched implements WatchSink, AutoCloseable {
        private final Map<ResourceKey, Live.Present> objects;
        private final Runnable wake;
        private volatile Registration registration = () -> {};
        private boolean ended;

        Watched(Map<ResourceKey, Live.Present> listed, Runnable wake) {
            this.objects = new HashMap<>(listed);
            this.wake = wake;
        }

        synchronized boolean ended() {
            return ended;
        }

        synchronized Live live(ResourceKey key) {
            Live.Present present = objects.get(key);
            return present == null ? new Live.Absent() : present;
        }

        @Override
        public void changed(ResourceKey key, Live.Present live) {
            synchronized (this) {
                objects.put(key, live);
            }
            wake.run();
        }

        @Override
        public void gone(ResourceKey key, Live.Present last) {
            synchronized (this) {
                objects.remove(key);
            }
            wake.run();
        }

        @Override
        public void bookmark(String resourceVersion) {}

        @Override
        public void expired() {
            end();
        }

        @Override
        public void failed(Problem problem) {
            end();
        }

        private void end() {
            synchronized (this) {
                ended = true;
            }
            wake.run();
        }

        @Override
        public void close() {
            registration.close();
        }
    }
}
