package io.gitops4j.benchmarks;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gitops4j.k8s.Fabric8Cluster;
import io.gitops4j.testkit.controlplane.AuditLog;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A real API server over etcd, without controllers, so that nothing else works on it. */
final class ApiServer implements AutoCloseable {
    private static final int THREADS = 16;

    private final ControlPlane plane;

    private ApiServer(ControlPlane plane) {
        this.plane = plane;
    }

    static ApiServer start() {
        // addresses for more than 254 Services
        return new ApiServer(ControlPlane.fresh()
                .serverFlag("--service-cluster-ip-range=10.0.0.0/16")
                .start());
    }

    ControlPlane plane() {
        return plane;
    }

    void namespace(String name) {
        plane.client()
                .create("/api/v1/namespaces", "{metadata: {name: " + name + "}}")
                .ok();
    }

    /** The adapter as {@code admin}, without its limit of 100 requests a second, which would be all that is measured. */
    Fabric8Cluster adapter() {
        return Fabric8Cluster.builder()
                .kubeconfig(plane.kubeconfig(), ControlPlane.CONTEXT)
                .requestsPerSecond(1_000_000, 1_000_000)
                .open();
    }

    /** fabric8's client as {@code user}. */
    KubernetesClient fabric8(String user) {
        Config config = Config.fromKubeconfig(
                ControlPlane.CONTEXT, plane.kubeconfig(user).toFile());
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config).build())
                .build();
    }

    AuditLog.Mark mark() {
        return plane.audit().mark();
    }

    /** What was asked since then by all but the harness, by verb. */
    SortedMap<String, Integer> since(AuditLog.Mark mark) {
        return plane.audit().verbsSince(mark);
    }

    /** Applies {@code count} Deployments as {@code gitops4j}, and writes their status as their controller does. */
    void deployments(String namespace, int count, boolean various) {
        each(count, i -> {
            plane.client()
                    .apply(
                            path(namespace, i),
                            "gitops4j",
                            various ? Manifests.various(namespace, i) : Manifests.deployment(namespace, i))
                    .ok();
            status(namespace, i);
        });
    }

    /** Writes the status of {@code count} Deployments as soon as each is there. */
    void ready(String namespace, int count) {
        each(count, i -> {
            plane.client().await(path(namespace, i), any -> true, Duration.ofMinutes(2));
            status(namespace, i);
        });
    }

    private void status(String namespace, int i) {
        plane.client()
                .patchMerge(path(namespace, i) + "/status?fieldManager=kube-controller-manager", Manifests.status())
                .ok();
    }

    private static String path(String namespace, int i) {
        return "/apis/apps/v1/namespaces/" + namespace + "/deployments/web-" + i;
    }

    private static void each(int count, IntConsumer work) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int which = i;
            all.add(threads.submit(() -> work.accept(which)));
        }
        threads.shutdown();
        all.forEach(ApiServer::await);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the objects could not be put there", e);
        }
    }

    @Override
    public void close() {
        plane.close();
    }
}
