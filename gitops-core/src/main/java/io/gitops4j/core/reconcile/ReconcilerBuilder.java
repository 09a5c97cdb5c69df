package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Owner;
import io.gitops4j.core.Problem;
import io.gitops4j.core.Scheduler;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.event.EventListener;
import io.gitops4j.core.health.HealthRules;
import io.gitops4j.core.run.Gate;
import io.gitops4j.core.source.Source;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.view.LiveViewLimits;
import io.gitops4j.core.view.internal.LiveViews;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Reconciler}. Required: the installation, a source, the clusters and a store. The parts stay the host's, which
 * closes them after the reconciler. For one thread.
 */
public final class ReconcilerBuilder {
    private @Nullable String installation;
    private Components components = Components.of();
    private final Map<String, Source> sources = new HashMap<>();
    private @Nullable Clusters clusters;
    private @Nullable StateStore store;
    private final List<Gate> gates = new ArrayList<>();
    private final List<EventListener> listeners = new ArrayList<>();
    private Boundaries boundaries = Boundaries.none();
    private @Nullable Executor executor;
    private Scheduler scheduler = Scheduler.system();
    private InstantSource clock = InstantSource.system();
    private String managerPrefix = "gitops4j";
    private LiveViewLimits liveView = LiveViewLimits.defaults();

    ReconcilerBuilder() {}

    /**
     * The name of this installation, chosen once and kept: it tells the objects of two hosts apart, which would otherwise
     * prune each other's.
     */
    public ReconcilerBuilder installation(String name) {
        this.installation = new Owner(name, ApplicationId.of("check")).installation();
        return this;
    }

    /** The plug-ins, beside core's own. */
    public ReconcilerBuilder components(Components components) {
        this.components = this.components.and(components);
        return this;
    }

    /** A source; one for each {@link Source#type}. */
    public ReconcilerBuilder source(Source source) {
        Source other = sources.putIfAbsent(source.type(), source);
        if (other != null) {
            throw missing("source", "there are two sources of type \"" + source.type() + "\"");
        }
        return this;
    }

    /** The host's clusters. */
    public ReconcilerBuilder clusters(Clusters clusters) {
        this.clusters = Objects.requireNonNull(clusters);
        return this;
    }

    /** What outlives the process. */
    public ReconcilerBuilder store(StateStore store) {
        this.store = Objects.requireNonNull(store);
        return this;
    }

    /** A gate that plans pass before they are applied; all that are given must allow. */
    public ReconcilerBuilder gate(Gate gate) {
        gates.add(Objects.requireNonNull(gate));
        return this;
    }

    /** A listener that is told what happens. */
    public ReconcilerBuilder listener(EventListener listener) {
        listeners.add(Objects.requireNonNull(listener));
        return this;
    }

    /** What each application may reach; everything, where nothing is said. */
    public ReconcilerBuilder boundaries(Boundaries boundaries) {
        this.boundaries = Objects.requireNonNull(boundaries);
        return this;
    }

    /**
     * Runs events and runs that do not block a caller. It must not run tasks on the thread that hands them over. Without one
     * the reconciler makes daemon threads of its own.
     */
    public ReconcilerBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor);
        return this;
    }

    /** Runs something later; the JVM's own without one. */
    public ReconcilerBuilder scheduler(Scheduler scheduler) {
        this.scheduler = Objects.requireNonNull(scheduler);
        return this;
    }

    /** The time; the system's without one. */
    public ReconcilerBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock);
        return this;
    }

    /** What field managers begin with, so that a cluster's users know the host; {@code gitops4j} without one. */
    public ReconcilerBuilder managerPrefix(String prefix) {
        this.managerPrefix = Objects.requireNonNull(prefix);
        return this;
    }

    /** How much the live view of each cluster and identity may hold. */
    public ReconcilerBuilder liveView(LiveViewLimits limits) {
        this.liveView = Objects.requireNonNull(limits);
        return this;
    }

    /**
     * The reconciler.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where a required part is missing, or the store is of
     *     another installation
     */
    public Reconciler build() {
        String name = required(installation, "installation", "the installation's name");
        StateStore keeps = required(store, "store", "a store");
        Clusters targets = required(clusters, "clusters", "the clusters");
        if (sources.isEmpty()) {
            throw missing("source", "a reconciler needs a source");
        }
        byte[] key = keeps.bind(name);
        Comparing comparing = new Comparing(Digester.keyed(key), name, managerPrefix);
        Arrays.fill(key, (byte) 0);
        ExecutorService own = executor == null ? threads() : null;
        Executor runs = own == null ? Objects.requireNonNull(executor) : own;
        Engine engine = new Engine(
                new Declaring(sources, components.renderers(), components.transformers()),
                comparing,
                new LiveViews(targets, clock, scheduler, runs, liveView),
                boundaries,
                keeps,
                Gate.all(gates.toArray(new Gate[0])),
                HealthRules.of(components.assessors()),
                new EventBus(listeners, runs),
                runs,
                scheduler,
                clock,
                UUID.randomUUID().toString());
        return new Reconciler(engine, own == null ? () -> {} : own::shutdown);
    }

    private static ExecutorService threads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "gitops4j");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static <T> T required(@Nullable T part, String field, String what) {
        if (part == null) {
            throw missing(field, "a reconciler needs " + what);
        }
        return part;
    }

    private static GitOpsException missing(String field, String message) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField(field), message));
    }
}
