package io.gitops4j.k8s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Fabric8Cluster}: say where it is, and, where the defaults do not fit, what it may cost. For one thread.
 *
 * <p>Of fabric8's configuration these have no effect: retries, watch reconnects, request timeouts, HTTP/2, and a TLS server name
 * other than the address's host, which the JDK's HTTP client does not know. Proxies must be HTTP proxies without a password.
 */
public final class Fabric8ClusterBuilder {
    private @Nullable Supplier<Config> source;
    private String name = "kubernetes";
    private int concurrent = Limits.DEFAULTS.concurrent();
    private double perSecond = Limits.DEFAULTS.perSecond();
    private int burst = Limits.DEFAULTS.burst();
    private Duration timeout = Limits.DEFAULTS.timeout();
    private Duration silence = Limits.DEFAULTS.silence();

    Fabric8ClusterBuilder() {}

    /** The cluster of {@code client}, which stays its owner's. */
    public Fabric8ClusterBuilder client(KubernetesClient client) {
        source = client::getConfiguration;
        return this;
    }

    /** The cluster of {@code config}, which is used as it is. */
    public Fabric8ClusterBuilder config(Config config) {
        source = () -> config;
        return this;
    }

    /** The cluster of a context of a kubeconfig file. */
    public Fabric8ClusterBuilder kubeconfig(Path file, String context) {
        source = () -> Configs.kubeconfig(file, context);
        return named(context);
    }

    /** The cluster of a context of the kubeconfig that {@code kubectl} would use. */
    public Fabric8ClusterBuilder kubeconfigContext(String context) {
        source = () -> Configs.kubeconfigContext(context);
        return named(context);
    }

    /** The cluster whose pod this process runs in. */
    public Fabric8ClusterBuilder inCluster() {
        source = Configs::inCluster;
        return this;
    }

    /** How messages name the cluster; the context's name, or {@code kubernetes}. */
    public Fabric8ClusterBuilder named(String name) {
        this.name = name;
        return this;
    }

    /** How many requests may be under way at a time, watches not counted: 16. */
    public Fabric8ClusterBuilder concurrentRequests(int count) {
        concurrent = count;
        return this;
    }

    /** How many requests may be sent a second, and how many at once after a rest: 100 and 200. */
    public Fabric8ClusterBuilder requestsPerSecond(double perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        return this;
    }

    /** How long one request may take: 30 s. The configuration says how long a connection may take. */
    public Fabric8ClusterBuilder requestTimeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /**
     * After how long without a byte a watch is opened anew: 100 s. The API server sends a bookmark about once a minute, so less
     * than that costs a request a minute for each watch.
     */
    public Fabric8ClusterBuilder watchSilence(Duration silence) {
        this.silence = silence;
        return this;
    }

    /**
     * The cluster. Nothing is asked of it yet.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where the configuration is not there or not usable
     * @throws IllegalArgumentException where a limit is not positive
     */
    public Fabric8Cluster open() {
        return new Fabric8Cluster(connect(), Optional.empty(), true);
    }

    Connection connect() {
        if (source == null) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere().withField("cluster"),
                    "nothing says where the cluster is; give a client, a kubeconfig context or inCluster()"));
        }
        Limits limits = new Limits(concurrent, perSecond, burst, timeout, silence);
        return Connection.open(name, source.get(), limits);
    }
}
