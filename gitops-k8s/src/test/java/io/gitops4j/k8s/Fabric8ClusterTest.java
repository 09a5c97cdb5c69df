package io.gitops4j.k8s;

import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.ClusterAdapterContract;
import io.gitops4j.testkit.controlplane.ControlPlane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract against a real API server, with the controllers that collect garbage. */
class Fabric8ClusterTest extends ClusterAdapterContract {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.sharedWithControllers();

    private static Fabric8Cluster cluster;

    @BeforeAll
    static void open() {
        cluster = Planes.open(PLANE);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Override
    protected ClusterAdapter cluster() {
        return cluster;
    }

    @Override
    protected void edit(String manager, ResourceKey key, Path path, Node value) {
        Planes.edit(PLANE, manager, key, path, value);
    }
}
