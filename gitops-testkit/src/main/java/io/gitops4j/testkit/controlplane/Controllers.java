package io.gitops4j.testkit.controlplane;

import io.gitops4j.core.tree.Node;
import java.io.IOException;

/** The three programs that make workloads live, and what they need in the cluster. */
final class Controllers {
    private static final String NODES = "/api/v1/nodes/";

    private final Cluster cluster;
    private final Flags flags;
    private final Ports ports;

    Controllers(Cluster cluster, Flags flags, Ports ports) {
        this.cluster = cluster;
        this.flags = flags;
        this.ports = ports;
    }

    /**
     * Starts them together, and after the server is ready: a scheduler that meets no roles yet backs off for seconds. They
     * are of use when the controller manager has made the first service account (without it no pod can be created; its own
     * health endpoint says yes long before) and KWOK answers.
     */
    void start(int nodes) {
        cluster.launch(
                "kube-controller-manager", flags.controllerManager(cluster.kubeconfig(Identities.CONTROLLER_MANAGER)));
        cluster.launch("kube-scheduler", flags.scheduler(cluster.kubeconfig(Identities.SCHEDULER)));
        cluster.launch("kwok", flags.kwok(cluster.kubeconfig(Identities.KWOK), cluster.stages()));

        KubeClient client = cluster.client(Identities.HARNESS);
        client.apply(
                        "/apis/storage.k8s.io/v1/storageclasses/kwok-volume",
                        Identities.HARNESS,
                        Resource.text("storage-class.yaml"))
                .ok();
        cluster.await("the controller manager has made no service account", 2, () -> accountsExist(client));
        cluster.await("KWOK is not healthy", 4, this::kwokIsHealthy);
        for (int i = 1; i <= nodes; i++) {
            String name = "node-" + i;
            client.apply(
                            NODES + name,
                            Identities.HARNESS,
                            Resource.text("node.yaml").replace("{{NAME}}", name))
                    .ok();
        }
        for (int i = 1; i <= nodes; i++) {
            String node = NODES + "node-" + i;
            cluster.await(
                    node + " is not ready", 4, () -> ready(client.get(node).body()));
        }
    }

    private static boolean accountsExist(KubeClient client) {
        return client.get("/api/v1/namespaces/default/serviceaccounts/default").status() == 200;
    }

    private boolean kwokIsHealthy() {
        try {
            return cluster.connection()
                            .send(Login.NONE, "GET", Flags.http(ports.kwok()) + "/healthz", "", null)
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean ready(Node.Obj node) {
        return node.object("status").array("conditions").items().stream()
                .anyMatch(condition -> condition.text("type").orElse("").equals("Ready")
                        && condition.text("status").orElse("").equals("True"));
    }
}
