package io.gitops4j.embedded;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Scheduler;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds an {@link EmbeddedCluster}; everything has a default. For one thread. */
public final class EmbeddedClusterBuilder {
    private InstantSource clock = InstantSource.system();
    private Scheduler scheduler = Scheduler.system();
    private @Nullable Executor executor;
    private @Nullable Path stateFile;
    private Rollout rollout = Rollout.immediate();
    private String actor = "embedded-controller";
    private Supplier<UUID> uids = UUID::randomUUID;
    private int history = 10_000;

    EmbeddedClusterBuilder() {}

    /** Where times in objects come from; the system's clock where it is not given. */
    public EmbeddedClusterBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock);
        return this;
    }

    /**
     * What runs the steps of rollouts, and bookmarks, when they are due; {@link Scheduler#system()} where it is not
     * given.
     */
    public EmbeddedClusterBuilder scheduler(Scheduler scheduler) {
        this.scheduler = Objects.requireNonNull(scheduler);
        return this;
    }

    /**
     * What tells the watches and runs scheduled steps; the host ends it. Where it is not given the cluster has a daemon
     * thread of its own. One that runs tasks at once tells watches on the thread that wrote.
     */
    public EmbeddedClusterBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor);
        return this;
    }

    /**
     * Keeps all state in {@code file}, and starts from what it holds. No answered write is lost when the process ends,
     * however suddenly; a power cut may lose the last seconds. A companion with the suffix {@code .lock} keeps others
     * out. In memory alone where it is not given.
     */
    public EmbeddedClusterBuilder stateFile(Path file) {
        this.stateFile = Objects.requireNonNull(file);
        return this;
    }

    /** How workloads become ready; {@link Rollout#immediate()} where it is not given. */
    public EmbeddedClusterBuilder rollout(Rollout rollout) {
        this.rollout = Objects.requireNonNull(rollout);
        return this;
    }

    /** The field manager that writes statuses; {@code embedded-controller} where it is not given. */
    public EmbeddedClusterBuilder actor(String name) {
        this.actor = Objects.requireNonNull(name);
        return this;
    }

    /** Where uids come from; random where it is not given. Asked by one thread at a time. */
    public EmbeddedClusterBuilder uids(Supplier<UUID> uids) {
        this.uids = Objects.requireNonNull(uids);
        return this;
    }

    /** How many changes a watch can start behind; 10,000 where it is not given. */
    public EmbeddedClusterBuilder history(int changes) {
        if (changes < 1) {
            throw new IllegalArgumentException("a history of " + changes + " changes");
        }
        this.history = changes;
        return this;
    }

    /**
     * The cluster.
     *
     * @throws GitOpsException with {@link io.gitops4j.core.Code#HELD_ELSEWHERE} where the state file is open in another
     *     cluster, {@link io.gitops4j.core.Code#STATE} where it cannot be used
     */
    public EmbeddedCluster build() {
        ObjectStore store = new ObjectStore();
        StateLog log = stateFile == null ? null : StateLog.open(stateFile, store);
        ExecutorService own = executor == null ? daemon() : null;
        Executor used = executor == null ? Objects.requireNonNull(own) : executor;
        Ledger ledger = new Ledger(store, new WatchHub(used, history), log);
        Stamp stamp = new Stamp(clock, uids);
        Rollouts rollouts = new Rollouts(ledger, stamp, rollout, scheduler, used, actor);
        Bookmarks bookmarks = new Bookmarks(ledger, scheduler, used);
        return new EmbeddedCluster(ledger, stamp, rollouts, bookmarks, () -> {
            rollouts.close();
            bookmarks.close();
            if (own != null) {
                own.shutdown();
            }
            if (log != null) {
                log.close();
            }
        });
    }

    private static ExecutorService daemon() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "gitops4j-embedded-cluster");
            thread.setDaemon(true);
            return thread;
        });
    }
}
