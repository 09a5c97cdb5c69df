package io.gitops4j.samples.quickstart;

import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.event.EventListener;
import io.gitops4j.core.reconcile.Components;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.embedded.EmbeddedCluster;
import io.gitops4j.embedded.Rollout;
import io.gitops4j.git.GitSource;
import io.gitops4j.render.kustomize.KustomizeRenderer;
import java.time.Duration;

/** What a product that embeds the engine sets up once: clusters, sources, a store, and the reconciler over them. */
final class Host implements AutoCloseable {
    static final String CLUSTER = "demo";

    private final EmbeddedCluster cluster = EmbeddedCluster.builder()
            .rollout(Rollout.over(Duration.ofSeconds(1)))
            .build();
    private final GitSource git = GitSource.create();
    private final StateStore store = StateStore.inMemory();
    private final Reconciler reconciler;

    /** A host whose {@code listener} is told what happens. */
    Host(EventListener listener) {
        reconciler = Reconciler.builder()
                .installation("quickstart")
                .components(Components.of(new KustomizeRenderer()))
                .source(git)
                .clusters(Clusters.of(CLUSTER, cluster))
                .store(store)
                .listener(listener)
                .build();
    }

    Reconciler reconciler() {
        return reconciler;
    }

    EmbeddedCluster cluster() {
        return cluster;
    }

    /** The reconciler first: it closes nothing that it was given. */
    @Override
    public void close() {
        reconciler.close();
        git.close();
        cluster.close();
        store.close();
    }
}
