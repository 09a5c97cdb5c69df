package io.gitops4j.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gitops4j.core.tree.Node;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlPlaneControllersTest {
    @RegisterExtension
    static final ControlPlane cluster = ControlPlane.sharedWithControllers();

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void makes_a_deployment_available() {
        String namespace = cluster.namespace();
        String path = "/apis/apps/v1/namespaces/" + namespace + "/deployments/web";

        AuditLog.Mark before = cluster.audit().mark();
        cluster.client("admin").apply(path, "tester", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "example.com/web:1"}]}
                """).ok();

        Node.Obj available = cluster.client()
                .await(path, web -> web.at("status", "availableReplicas").equals(Optional.of(Node.of(3))), SOON);
        assertThat(available.text("metadata", "name")).contains("web");
        // not one of the dozens of requests that the components sent
        assertThat(cluster.audit().verbsSince(before)).containsExactly(entry("patch", 1));
    }

    @Test
    void binds_a_claim_that_names_no_class() {
        String path = "/api/v1/namespaces/" + cluster.namespace() + "/persistentvolumeclaims/data";

        cluster.client().apply(path, "tester", """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """).ok();

        cluster.client()
                .await(path, claim -> claim.text("status", "phase").orElse("").equals("Bound"), SOON);
    }

    @Test
    void has_two_nodes() {
        assertThat(cluster.client().get("/api/v1/nodes").ok().array("items").size())
                .isEqualTo(2);
    }
}
