package io.gitops4j.core.cluster;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The host's clusters, asked for at each run, so that one added at noon needs no restart. Safe for any number of threads. The
 * adapters stay the host's: it closes them.
 */
@FunctionalInterface
public interface Clusters {
    /**
     * The cluster {@code name} as the identity {@code identity}, or as the host's own where it is empty.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where there is no such cluster, {@link
     *     Code#CLUSTER_UNAVAILABLE} where it cannot be reached, {@link Code#FORBIDDEN} where the identity may not be taken
     */
    ClusterAdapter open(String name, Optional<String> identity);

    /** One cluster, as one identity. */
    static Clusters of(String name, ClusterAdapter adapter) {
        return of(Map.of(name, adapter));
    }

    /** These clusters by name, each as one identity. */
    static Clusters of(Map<String, ClusterAdapter> adapters) {
        Map<String, ClusterAdapter> byName = new TreeMap<>(adapters);
        return (name, identity) -> {
            ClusterAdapter adapter = byName.get(name);
            if (adapter == null) {
                throw new GitOpsException(Problem.of(
                        Code.INVALID_CONFIGURATION,
                        Location.nowhere().withField("cluster"),
                        "there is no cluster \"" + name + "\"; there are: " + String.join(", ", byName.keySet())));
            }
            if (identity.isPresent()) {
                throw new GitOpsException(Problem.of(
                        Code.FORBIDDEN,
                        Location.nowhere().withField("cluster"),
                        "the cluster \"" + name + "\" is only known as one identity, not as \"" + identity.get()
                                + "\"; give the host's Clusters one that opens it as any"));
            }
            return adapter;
        };
    }
}
