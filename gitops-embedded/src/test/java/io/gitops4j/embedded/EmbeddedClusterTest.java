package io.gitops4j.embedded;

import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.ClusterAdapterContract;
import org.junit.jupiter.api.AfterEach;

class EmbeddedClusterTest extends ClusterAdapterContract {
    private final EmbeddedCluster cluster = EmbeddedCluster.create();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Override
    protected ClusterAdapter cluster() {
        return cluster;
    }

    @Override
    protected void edit(String manager, ResourceKey key, Path path, Node value) {
        cluster.as(manager).set(key, path, value);
    }
}
