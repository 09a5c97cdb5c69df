package io.gitops4j.k8s;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.Clusters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Clusters by name, each as any identity that the cluster lets its own credentials impersonate: for many tenants on one set of
 * credentials. An identity is a user's name, or {@code system:serviceaccount:NAMESPACE:NAME}; the API server adds the groups of
 * a service account by itself, and a user has none but {@code system:authenticated}. The credentials need the verb {@code
 * impersonate} on those users and service accounts.
 *
 * <p>A cluster is connected when it is first opened. All identities of a cluster share its connections and limits; adapters are
 * made once for each name and identity. Safe for any number of threads. Close it when it is no longer used: that closes every
 * adapter that it gave.
 */
public final class Fabric8Clusters implements Clusters, AutoCloseable {
    private static final int LONGEST = 512;
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9][-a-z0-9]{0,62}:[a-z0-9][-a-z0-9.]{0,252}");

    private final Map<String, Fabric8ClusterBuilder> builders;
    private final Map<String, Connection> connections = new HashMap<>();
    private final Map<Taken, Fabric8Cluster> adapters = new HashMap<>();
    private boolean closed;

    private Fabric8Clusters(Map<String, Fabric8ClusterBuilder> builders) {
        this.builders = builders;
    }

    private record Taken(String name, Optional<String> identity) {}

    /** A builder without clusters. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects clusters. For one thread. */
    public static final class Builder {
        private final Map<String, Fabric8ClusterBuilder> clusters = new TreeMap<>();

        private Builder() {}

        /** The cluster that applications name {@code name}, as {@code cluster} would open it; messages call it by that name. */
        public Builder cluster(String name, Fabric8ClusterBuilder cluster) {
            clusters.put(name, cluster.named(name));
            return this;
        }

        /** The clusters. Nothing is connected yet. */
        public Fabric8Clusters build() {
            return new Fabric8Clusters(new TreeMap<>(clusters));
        }
    }

    /**
     * The cluster {@code name} as {@code identity}. Whether the identity may be taken is said by the cluster, at each request.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where there is no such cluster, its configuration is not
     *     usable, or the identity is no user's name
     */
    @Override
    public synchronized ClusterAdapter open(String name, Optional<String> identity) {
        if (closed) {
            throw new IllegalStateException("these clusters are closed");
        }
        Fabric8ClusterBuilder builder = builders.get(name);
        if (builder == null) {
            throw wrong("there is no cluster \"" + name + "\"; there are: " + String.join(", ", builders.keySet()));
        }
        identity.ifPresent(user -> check(name, user));
        Taken taken = new Taken(name, identity);
        Fabric8Cluster known = adapters.get(taken);
        if (known != null) {
            return known;
        }
        Connection connection = connections.computeIfAbsent(name, one -> builder.connect());
        Fabric8Cluster adapter = new Fabric8Cluster(connection, identity, false);
        adapters.put(taken, adapter);
        return adapter;
    }

    /** It becomes a header's value: visible ASCII and blanks within, nothing that could begin another header. */
    private static void check(String name, String identity) {
        boolean visible = !identity.isBlank()
                && identity.length() <= LONGEST
                && identity.equals(identity.strip())
                && identity.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!visible) {
            throw wrong("the identity to take in the cluster \"" + name + "\" is no user's name: one to " + LONGEST
                    + " visible ASCII characters, blanks only within");
        }
        if (identity.startsWith(SERVICE_ACCOUNT)
                && !ACCOUNT.matcher(identity.substring(SERVICE_ACCOUNT.length()))
                        .matches()) {
            throw wrong("the identity \"" + identity + "\" is no service account; write " + SERVICE_ACCOUNT
                    + "NAMESPACE:NAME");
        }
    }

    private static GitOpsException wrong(String message) {
        return new GitOpsException(
                Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField("cluster"), message));
    }

    /** Closes every adapter and connection; a second close is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        adapters.values().forEach(Fabric8Cluster::close);
        connections.values().forEach(Connection::close);
        adapters.clear();
        connections.clear();
    }
}
