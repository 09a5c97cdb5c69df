package io.gitops4j.samples.cli;

import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.event.EventListener;
import io.gitops4j.core.reconcile.Components;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.render.Transformer;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.state.FileStateStore;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.embedded.EmbeddedCluster;
import io.gitops4j.embedded.Rollout;
import io.gitops4j.git.GitSource;
import io.gitops4j.render.kustomize.KustomizeRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one command works with, all of it below one folder. Each part is opened when it is first needed: one process at
 * a time may have the store, and one the embedded cluster. For one thread, but for the cluster.
 */
final class Session implements AutoCloseable {
    private final Path folder;
    private final Settings settings;
    private final CancellationSource stop;
    private final EventListener listener;
    private Components components = Components.of(new KustomizeRenderer());
    private @Nullable Engine engine;
    private final Targets targets;

    /**
     * How a command works.
     *
     * @param installation the name of the installation
     * @param actor who asks
     * @param rollout how workloads of the embedded cluster become ready
     * @param cluster where to deliver to; null for where an application's file says, or the embedded cluster
     * @param kubeconfig the file of contexts; null for the one that kubectl would read
     */
    record Settings(
            String installation,
            String actor,
            Rollout rollout,
            @Nullable String cluster,
            @Nullable Path kubeconfig) {}

    private record Engine(StateStore store, GitSource git, Reconciler reconciler) {
        void close() {
            reconciler.close();
            git.close();
            store.close();
        }
    }

    /**
     * A session that has opened nothing yet.
     *
     * @param stop asks the command to stop
     * @param listener is told of events
     */
    Session(Path folder, Settings settings, CancellationSource stop, EventListener listener) {
        this.folder = folder;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
        this.targets = new Targets(() -> below("cluster").resolve("state"), settings.rollout(), settings.kubeconfig());
    }

    /** Where to deliver to, where the command line says it. */
    Optional<String> cluster() {
        return Optional.ofNullable(settings.cluster());
    }

    /** One more transformer that applications may name; only before the reconciler is needed. */
    void transformBy(Transformer transformer) {
        components = components.and(Components.of(transformer));
    }

    Reconciler reconciler() {
        Engine open = engine;
        if (open == null) {
            open = open();
            engine = open;
        }
        return open.reconciler();
    }

    private Engine open() {
        StateStore store = FileStateStore.at(below("store"));
        GitSource git = GitSource.builder().cache(below("git")).build();
        try {
            Reconciler reconciler = Reconciler.builder()
                    .installation(settings.installation())
                    .components(components)
                    .source(git)
                    .clusters(targets)
                    .store(store)
                    .listener(listener)
                    .build();
            return new Engine(store, git, reconciler);
        } catch (GitOpsException e) {
            git.close();
            store.close();
            throw e;
        }
    }

    EmbeddedCluster embedded() {
        return targets.embedded();
    }

    /** The plans that were shown. */
    ShownPlans shown() {
        return new ShownPlans(below("plans"));
    }

    /** Somebody asked on the command line. */
    Trigger trigger() {
        return Trigger.manual(settings.actor());
    }

    /** Asks the command to stop. */
    CancellationSource stop() {
        return stop;
    }

    /** A folder for state; it stands in a repository more often than not, and must not be committed there. */
    private Path below(String name) {
        try {
            Files.createDirectories(folder);
            Path ignore = folder.resolve(".gitignore");
            if (Files.notExists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
            return folder.resolve(name);
        } catch (IOException e) {
            throw new GitOpsException(Problem.of(
                    Code.STATE,
                    Location.file(folder.toString()),
                    "the folder for state cannot be made: " + e.getMessage() + "; give another with --state"));
        }
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
        }
        targets.close();
    }
}
