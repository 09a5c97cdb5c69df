package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.testkit.controlplane.ControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same commands on a real cluster, by the context of a kubeconfig. */
class KubernetesTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.sharedWithControllers();

    private static final String CLUSTER = "context:" + ControlPlane.CONTEXT;

    @TempDir
    Path folder;

    private Shell.Result shop(Shell shell, String namespace, String verb) {
        return shop(shell, namespace, PLANE.kubeconfig(), CLUSTER, verb);
    }

    private static Shell.Result shop(Shell shell, String namespace, Path kubeconfig, String cluster, String verb) {
        return shell.run(
                verb,
                "--repo",
                shell.git.folder().toString(),
                "--path",
                "deploy",
                "--name",
                "shop",
                "-n",
                namespace,
                "--cluster",
                cluster,
                "--kubeconfig",
                kubeconfig.toString());
    }

    @Test
    void a_change_is_planned_applied_drifts_and_is_reverted() {
        String namespace = PLANE.namespace();
        String web = "Deployment.apps " + namespace + "/web";
        try (Shell shell = new Shell(folder).withShop()) {
            assertThat(shop(shell, namespace, "plan").exits(Exit.PENDING).out())
                    .contains("+ " + web, "2 to create, 0 unchanged");
            shop(shell, namespace, "apply").exits(Exit.DONE);
            assertThat(shop(shell, namespace, "status").exits(Exit.DONE).out()).contains("shop  synced, healthy");

            PLANE.client()
                    .patchMerge(
                            "/apis/apps/v1/namespaces/" + namespace + "/deployments/web?fieldManager=alice",
                            "{\"spec\": {\"replicas\": 4}}")
                    .ok();
            assertThat(shop(shell, namespace, "status").exits(Exit.PENDING).out())
                    .contains("shop  out of sync", "spec.replicas: 4 -> 1  (drift by alice)");
            shop(shell, namespace, "reconcile").exits(Exit.DONE);

            assertThat(shop(shell, namespace, "remove").exits(Exit.DONE).out()).contains("- " + web);
        }
    }

    @Test
    void an_application_does_not_move_to_another_cluster_by_a_flag() {
        String namespace = PLANE.namespace();
        try (Shell shell = new Shell(folder).withShop()) {
            shop(shell, namespace, "apply").exits(Exit.DONE);

            assertThat(shop(shell, namespace, PLANE.kubeconfig(), "embedded", "apply")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("application shop, cluster: it names embedded, and objects of it are on " + CLUSTER);
            shop(shell, namespace, "remove").exits(Exit.DONE);
        }
    }

    @Test
    void a_context_a_file_or_a_server_that_is_not_there_is_named() throws Exception {
        Path broken = folder.resolve("broken.yaml");
        Files.writeString(
                broken,
                Files.readString(PLANE.kubeconfig()).replaceAll("https://127.0.0.1:\\d+", "https://127.0.0.1:1"));
        try (Shell shell = new Shell(folder).withShop()) {
            assertThat(shop(shell, "shop", PLANE.kubeconfig(), "context:nowhere", "plan")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("nowhere", PLANE.kubeconfig().toString(), ControlPlane.CONTEXT);
            assertThat(shop(shell, "shop", folder.resolve("absent"), CLUSTER, "plan")
                            .exits(Exit.ERROR)
                            .err())
                    .contains(folder.resolve("absent").toString());
            assertThat(shop(shell, "shop", broken, CLUSTER, "plan")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("127.0.0.1:1");
            assertThat(shell.run("edit", "deploy/web", "a=1", "--as", "alice", "--cluster", CLUSTER)
                            .exits(Exit.ERROR)
                            .err())
                    .contains("edit plays on the embedded cluster alone");
        }
    }
}
