package io.gitops4j.k8s;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.Capabilities;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.Schemas;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.cluster.WatchSink;
import io.gitops4j.core.cluster.WriteResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A real Kubernetes cluster (1.27 or later), as one identity. Safe for any number of threads; close it when it is no longer used.
 *
 * <p>Addresses, certificates and credentials come from fabric8's configuration; requests go out on connections of its own, with
 * HTTP/1.1, each write exactly once. Redirects are not followed. Reads that are throttled are asked again twice. Requests are
 * limited in number and rate ({@link Fabric8ClusterBuilder}).
 *
 * <p>Writes are server-side applies with strict field validation. A write that was sent and not answered is {@link
 * WriteResult.Uncertain}; one that surely never arrived is {@link WriteResult.Unavailable}. Watches survive the API server's own
 * time limits, lost connections and silence; after several losses in a row they fail.
 *
 * <p>A watch from a version of the future, such as that of another cluster, is answered by nothing: give only versions that a list
 * of this cluster gave.
 *
 * <p>It logs method, path and status code at debug level, never a body.
 */
public final class Fabric8Cluster implements ClusterAdapter {
    private final Connection connection;
    private final boolean ownsConnection;
    private final Kinds kinds;
    private final Reads reads;
    private final Lists lists;
    private final Applies applies;
    private final Deletes deletes;
    private final Schemas schemas;
    private final Rest rest;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Fabric8Cluster(Connection connection, Optional<String> identity, boolean ownsConnection) {
        this.connection = connection;
        this.ownsConnection = ownsConnection;
        this.rest = new Rest(connection, identity);
        this.kinds = new Kinds(rest);
        this.reads = new Reads(rest, kinds);
        this.lists = new Lists(rest, kinds);
        this.applies = new Applies(rest, kinds, reads);
        this.deletes = new Deletes(rest, kinds);
        this.schemas = new OpenApiSchemas(rest);
    }

    /**
     * The cluster that {@code client} is configured for. The client stays its owner's: its configuration is used, with whatever
     * refreshes its credentials, and neither its connections nor its retries, so that closing one does not touch the other.
     */
    public static Fabric8Cluster of(KubernetesClient client) {
        return builder().client(client).open();
    }

    /**
     * The cluster of a context of a kubeconfig file.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where there is no such file or context; the message names
     *     the contexts that there are
     */
    public static Fabric8Cluster kubeconfig(Path file, String context) {
        return builder().kubeconfig(file, context).open();
    }

    /**
     * The cluster of a context of the kubeconfig that {@code kubectl} would use: the files of the variable {@code KUBECONFIG}, or
     * {@code .kube/config} in the home directory.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where there is no such context
     */
    public static Fabric8Cluster kubeconfigContext(String context) {
        return builder().kubeconfigContext(context).open();
    }

    /**
     * The cluster whose pod this process runs in, as the pod's service account; its token is read anew as it is rotated.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where this is no pod
     */
    public static Fabric8Cluster inCluster() {
        return builder().inCluster().open();
    }

    /** A builder for limits, timeouts and a name. */
    public static Fabric8ClusterBuilder builder() {
        return new Fabric8ClusterBuilder();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true);
    }

    @Override
    public Schemas schemas() {
        return schemas;
    }

    @Override
    public Discovery discover(Cancellation cancellation) {
        requireOpen();
        return kinds.ask(cancellation);
    }

    @Override
    public ReadResult get(ReadCall call, Cancellation cancellation) {
        requireOpen();
        return reads.get(call, cancellation);
    }

    @Override
    public ListResult list(KindRef kind, Selection selection, Cancellation cancellation) {
        requireOpen();
        return lists.list(kind, selection, cancellation);
    }

    @Override
    public Registration watch(WatchCall call, WatchSink sink) {
        requireOpen();
        Watch watch = new Watch(rest, kinds, call, sink, watches::remove);
        watches.add(watch);
        watch.start();
        if (closed) {
            watch.close();
        }
        return watch;
    }

    @Override
    public WriteResult apply(ApplyCall call, Cancellation cancellation) {
        requireOpen();
        return applies.apply(call, cancellation);
    }

    @Override
    public WriteResult delete(DeleteCall call, Cancellation cancellation) {
        requireOpen();
        return deletes.delete(call, cancellation);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the adapter of cluster " + connection.name() + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(watches).forEach(Watch::close);
        if (ownsConnection) {
            connection.close();
        }
    }

    /** The cluster's name; no address and no credential. */
    @Override
    public String toString() {
        return "Fabric8Cluster[" + connection.name() + "]";
    }
}
