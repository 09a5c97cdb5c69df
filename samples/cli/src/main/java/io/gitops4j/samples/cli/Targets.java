package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Clusters;
import io.gitops4j.embedded.EmbeddedCluster;
import io.gitops4j.embedded.Rollout;
import io.gitops4j.k8s.Fabric8Cluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clusters that a command can deliver to: {@code embedded}, a cluster in a file, and {@code context:NAME} of a
 * kubeconfig. Each is opened when it is first needed.
 */
final class Targets implements Clusters, AutoCloseable {
    static final String EMBEDDED = "embedded";
    private static final String CONTEXT = "context:";

    private final Supplier<Path> state;
    private final Rollout rollout;
    private final @Nullable Path kubeconfig;
    private final Map<String, ClusterAdapter> open = new TreeMap<>();
    private @Nullable EmbeddedCluster embedded;

    /**
     * Nothing is open yet.
     *
     * @param state the embedded cluster's file
     * @param rollout how its workloads become ready
     * @param kubeconfig the file of the contexts; null for the one that kubectl would read
     */
    Targets(Supplier<Path> state, Rollout rollout, @Nullable Path kubeconfig) {
        this.state = state;
        this.rollout = rollout;
        this.kubeconfig = kubeconfig;
    }

    /** Refuses what names no cluster. */
    static void require(String name, Location place) {
        if (!name.equals(EMBEDDED) && (!name.startsWith(CONTEXT) || name.length() == CONTEXT.length())) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    place,
                    "there is no cluster \"" + name + "\"; write " + EMBEDDED + ", or " + CONTEXT
                            + "NAME for a context of a kubeconfig"));
        }
    }

    @Override
    public synchronized ClusterAdapter open(String name, Optional<String> identity) {
        require(name, Location.nowhere().withField("cluster"));
        ClusterAdapter adapter = name.equals(EMBEDDED)
                ? embedded()
                : open.computeIfAbsent(name, missing -> context(missing.substring(CONTEXT.length())));
        return Clusters.of(name, adapter).open(name, identity);
    }

    private ClusterAdapter context(String name) {
        return kubeconfig == null
                ? Fabric8Cluster.kubeconfigContext(name)
                : Fabric8Cluster.kubeconfig(kubeconfig, name);
    }

    synchronized EmbeddedCluster embedded() {
        EmbeddedCluster known = embedded;
        if (known == null) {
            known = EmbeddedCluster.builder()
                    .stateFile(state.get())
                    .rollout(rollout)
                    .build();
            embedded = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(ClusterAdapter::close);
        open.clear();
        if (embedded != null) {
            embedded.close();
        }
    }
}
