package io.gitops4j.samples.quickstart;

import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.embedded.EmbeddedCluster;
import io.gitops4j.embedded.Rollout;
import java.time.Duration;

/** The cluster that the story is told on, and the hands of somebody else on it. */
interface Target extends AutoCloseable {
    /** What the engine is given. */
    ClusterAdapter adapter();

    /** {@code who} scales a Deployment, as with {@code kubectl scale}. */
    void scale(String who, ResourceKey deployment, int replicas);

    /** Whether the cluster is somebody's, and must be left as it was found. */
    boolean lent();

    @Override
    void close();

    /** A cluster in memory. */
    static Target embedded() {
        EmbeddedCluster cluster = EmbeddedCluster.builder()
                .rollout(Rollout.over(Duration.ofSeconds(1)))
                .build();
        return new Target() {
            @Override
            public ClusterAdapter adapter() {
                return cluster;
            }

            @Override
            public void scale(String who, ResourceKey deployment, int replicas) {
                cluster.as(who).scale(deployment, replicas);
            }

            @Override
            public boolean lent() {
                return false;
            }

            @Override
            public void close() {
                cluster.close();
            }
        };
    }
}
