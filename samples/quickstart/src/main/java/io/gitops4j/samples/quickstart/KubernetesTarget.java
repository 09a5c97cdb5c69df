package io.gitops4j.samples.quickstart;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.k8s.Fabric8Cluster;

/** A real cluster, through the client that a host has anyway. */
final class KubernetesTarget implements Target {
    private final KubernetesClient client;
    private final ClusterAdapter adapter;

    private KubernetesTarget(KubernetesClient client) {
        this.client = client;
        this.adapter = Fabric8Cluster.of(client);
    }

    /** The cluster of a kubeconfig's context; it must have no namespace {@code shop}, which the story makes and removes. */
    static Target context(String name) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.autoConfigure(name))
                .build();
        if (client.namespaces().withName("shop").get() != null) {
            client.close();
            throw new IllegalArgumentException("the cluster of the context " + name
                    + " has a namespace \"shop\" already; the story makes its own");
        }
        return new KubernetesTarget(client);
    }

    @Override
    public ClusterAdapter adapter() {
        return adapter;
    }

    @Override
    public void scale(String who, ResourceKey deployment, int replicas) {
        client.apps()
                .deployments()
                .inNamespace(deployment.namespace())
                .withName(deployment.name())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(who)
                                .build(),
                        "{\"spec\": {\"replicas\": " + replicas + "}}");
    }

    @Override
    public boolean lent() {
        return true;
    }

    @Override
    public void close() {
        adapter.close();
        client.close();
    }
}
