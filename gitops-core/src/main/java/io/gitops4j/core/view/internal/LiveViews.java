package io.gitops4j.core.view.internal;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.view.LiveViewLimits;
import io.gitops4j.core.view.LiveViewStats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The live views of a reconciler: one for each cluster and identity, as long as the host answers the same adapter for them. Safe
 * for any number of threads.
 */
public final class LiveViews implements AutoCloseable {
    /** What nobody listens to and nobody read for so long is let go of. */
    private static final Duration IDLE = Duration.ofHours(1);

    private final Clusters clusters;
    private final LiveView.Time time;
    private final LiveViewLimits limits;
    private final Map<Place, LiveView> views = new HashMap<>();
    private final Map<ApplicationId, Interest> interests = new HashMap<>();
    private final Map<ApplicationId, Listener> listeners = new HashMap<>();
    private boolean closed;

    private record Place(String cluster, Optional<String> identity) {}

    /** No views yet. */
    public LiveViews(
            Clusters clusters, InstantSource clock, Scheduler scheduler, Executor executor, LiveViewLimits limits) {
        this.clusters = clusters;
        this.time = new LiveView.Time(clock, scheduler, executor);
        this.limits = limits;
    }

    /**
     * What {@code application} sees of the cluster as that identity.
     *
     * @throws io.gitops4j.core.GitOpsException as {@link Clusters#open} does
     */
    public Interest open(ApplicationId application, String cluster, Optional<String> identity) {
        ClusterAdapter adapter = clusters.open(cluster, identity);
        List<Interest> idle;
        LiveView replaced = null;
        Interest interest;
        synchronized (this) {
            Place place = new Place(cluster, identity);
            LiveView view = views.get(place);
            if (view == null || view.adapter() != adapter) {
                replaced = view;
                view = new LiveView(adapter, time, limits, closed);
                views.put(place, view);
            }
            idle = idle(application);
            interest = interests.get(application);
            if (interest == null || interest.view() != view) {
                if (interest != null) {
                    idle.add(interest);
                }
                interest = new Interest(view, listeners.get(application));
                interests.put(application, interest);
            }
            interest.use();
        }
        idle.forEach(Interest::close);
        close(replaced);
        return interest;
    }

    private List<Interest> idle(ApplicationId but) {
        Instant then = time.clock().instant().minus(IDLE);
        List<Interest> idle = new ArrayList<>();
        interests.entrySet().removeIf(entry -> {
            boolean over = !entry.getKey().equals(but) && entry.getValue().idleSince(then);
            if (over) {
                idle.add(entry.getValue());
            }
            return over;
        });
        return idle;
    }

    /** Has {@code listener} told of changes to what {@code application} read last, until it is closed. */
    public Registration follow(ApplicationId application, Listener listener) {
        synchronized (this) {
            listeners.put(application, listener);
            Interest interest = interests.get(application);
            if (interest != null) {
                interest.listen(listener);
            }
        }
        return () -> {
            synchronized (this) {
                if (!listeners.remove(application, listener)) {
                    return;
                }
            }
            forget(application);
        };
    }

    /** Lets go of what {@code application} read. */
    public void forget(ApplicationId application) {
        Interest interest;
        synchronized (this) {
            interest = interests.remove(application);
        }
        if (interest != null) {
            interest.listen(null);
            interest.close();
        }
    }

    /** What each view holds. */
    public List<LiveViewStats> stats() {
        Map<Place, LiveView> all;
        synchronized (this) {
            all = Map.copyOf(views);
        }
        return all.entrySet().stream()
                .map(view -> view.getValue()
                        .stats(view.getKey().cluster(), view.getKey().identity()))
                .toList();
    }

    private static void close(@Nullable LiveView view) {
        if (view != null) {
            view.close();
        }
    }

    /** Ends every watch; the adapters stay the host's. */
    @Override
    public void close() {
        List<LiveView> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(views.values());
            views.clear();
            interests.clear();
        }
        all.forEach(LiveView::close);
    }
}
