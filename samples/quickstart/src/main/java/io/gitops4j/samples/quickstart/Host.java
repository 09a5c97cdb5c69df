package io.gitops4j.samples.quickstart;

import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.event.EventListener;
import io.gitops4j.core.reconcile.Components;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.git.GitSource;
import io.gitops4j.render.kustomize.KustomizeRenderer;

/** What a product that embeds the engine sets up once: clusters, sources, a store, and the reconciler over them. */
final class Host implements AutoCloseable {
    static final String CLUSTER = "demo";

    private final Target target;
    private final GitSource git = GitSource.create();
    private final StateStore store = StateStore.inMemory();
    private final Reconciler reconciler;

    /** A host that delivers to {@code target}, and whose {@code listener} is told what happens. */
    Host(Target target, EventListener listener) {
        this.target = target;
        reconciler = Reconciler.builder()
                .installation("quickstart")
                .components(Components.of(new KustomizeRenderer()))
                .source(git)
                .clusters(Clusters.of(CLUSTER, target.adapter()))
                .store(store)
                .listener(listener)
                .build();
    }

    Reconciler reconciler() {
        return reconciler;
    }

    Target target() {
        return target;
    }

    /** The reconciler first: it closes nothing that it was given. */
    @Override
    public void close() {
        reconciler.close();
        git.close();
        target.close();
        store.close();
    }
}
