package io.gitops4j.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlPlaneFaultsTest {
    @RegisterExtension
    static final ControlPlane cluster =
            ControlPlane.fresh().user("auditor", "watchers").build();

    @RegisterExtension
    static final ControlPlane other = ControlPlane.fresh().build();

    @Test
    void keeps_its_data_and_its_port_over_a_killed_server() {
        String namespace = "/api/v1/namespaces/" + cluster.namespace();
        String uid = uid(namespace);
        AuditLog.Mark before = cluster.audit().mark();

        cluster.killServer();
        assertThatThrownBy(() -> cluster.client().get("/readyz")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(cluster::killServer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the API server was killed");
        cluster.startServer();

        assertThat(uid(namespace)).isEqualTo(uid);
        assertThat(cluster.audit().since(before)).isEmpty();
        cluster.client("admin").get(namespace).ok();
        assertThat(cluster.audit().since(before)).hasSize(1);
    }

    @Test
    void is_silent_while_it_is_paused() throws InterruptedException, ExecutionException, TimeoutException {
        cluster.pauseServer();
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                () -> cluster.client().get("/readyz").status());
        assertThatThrownBy(() -> status.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        cluster.resumeServer();

        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(200);
    }

    @Test
    void expires_an_older_page_after_a_compaction_and_a_new_start() {
        String maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";
        for (String name : new String[] {"one", "two"}) {
            cluster.client().create(maps, "metadata: {name: " + name + "}").ok();
        }
        String next = cluster.client()
                .get(maps + "?limit=1")
                .ok()
                .text("metadata", "continue")
                .orElseThrow();
        cluster.client().create(maps, "metadata: {name: three}").ok();

        cluster.compact();
        cluster.killServer();
        cluster.startServer();

        KubeClient.Answer answer = cluster.client().get(maps + "?limit=1&continue=" + next);
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body().text("reason")).contains("Expired");
    }

    @Test
    void stands_beside_another_one() {
        String name = cluster.namespace();

        assertThat(other.url()).isNotEqualTo(cluster.url());
        assertThat(other.client().get("/api/v1/namespaces/" + name).status()).isEqualTo(404);
        // the same token, but each trusts and is trusted by its own
        assertThat(other.client("admin").get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void knows_the_users_that_it_was_given() {
        KubeClient.Answer review = cluster.client("auditor")
                .create(
                        "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                        "{apiVersion: authentication.k8s.io/v1, kind: SelfSubjectReview}");

        assertThat(review.ok().at("status", "userInfo").orElseThrow().text("username"))
                .contains("auditor");
        assertThat(review.text()).contains("\"watchers\"");
    }

    private static String uid(String path) {
        return cluster.client().get(path).ok().text("metadata", "uid").orElseThrow();
    }
}
