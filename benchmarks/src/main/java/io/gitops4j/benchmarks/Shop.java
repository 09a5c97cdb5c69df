package io.gitops4j.benchmarks;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.reconcile.ReconcilerBuilder;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.git.Git;
import io.gitops4j.git.GitSource;
import io.gitops4j.testkit.GitFixture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Applications on a real API server, declared in a Git repository; {@link #applied} stands in for the controllers. */
final class Shop implements AutoCloseable {
    private static final String CLUSTER = "server";

    private final ApiServer server = ApiServer.start();
    private final GitFixture git = GitFixture.create();
    private final GitSource source = GitSource.create();
    private final StateStore store = StateStore.inMemory();
    private final ClusterAdapter adapter = server.adapter();

    ApiServer server() {
        return server;
    }

    /** Declares so many objects of each kind, in a folder and a namespace of that name. */
    Application application(String name, int deployments, int configMaps, int services) {
        server.namespace(name);
        for (int i = 0; i < deployments; i++) {
            git.write(name + "/deployment-" + i + ".yaml", Manifests.deployment(name, i));
        }
        for (int i = 0; i < configMaps; i++) {
            git.write(name + "/config-map-" + i + ".yaml", Manifests.configMap(name, i));
        }
        for (int i = 0; i < services; i++) {
            git.write(name + "/service-" + i + ".yaml", Manifests.service(name, i));
        }
        git.commit("declare " + name);
        return Application.named(name)
                .from(Git.at(git.url()).branch("main").path(name))
                .to(CLUSTER)
                .namespace(name)
                .prune()
                .every(Duration.ofHours(6))
                .timeout(Duration.ofMinutes(5))
                .build();
    }

    /** Another reconciler, with the parts and the store that all share. */
    ReconcilerBuilder reconciler() {
        return Reconciler.builder()
                .installation("benchmark")
                .source(source)
                .clusters(Clusters.of(CLUSTER, adapter))
                .store(store);
    }

    /** Does what applies the application, while its Deployments become ready. */
    <T> T applied(Application application, int deployments, Supplier<T> work) {
        CompletableFuture<Void> ready =
                CompletableFuture.runAsync(() -> server.ready(application.namespace(), deployments));
        T result = work.get();
        ready.join();
        return result;
    }

    @Override
    public void close() {
        adapter.close();
        source.close();
        git.close();
        store.close();
        server.close();
    }
}
