package io.gitops4j.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlPlaneTest {
    @RegisterExtension
    static final ControlPlane cluster = ControlPlane.shared();

    private static final String SETTINGS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {colour: blue}
            """;

    @Test
    void is_ready_when_the_first_test_begins() {
        assertThat(cluster.client().get("/readyz")).isEqualTo(new KubeClient.Answer(200, "ok"));
    }

    @Test
    void is_one_for_all_who_share_it() {
        assertThat(ControlPlane.shared().url()).isEqualTo(cluster.url());
    }

    @Test
    void gives_every_test_a_namespace_of_its_own() {
        String one = cluster.namespace();
        String other = cluster.namespace();

        assertThat(one).isNotEqualTo(other);
        assertThat(cluster.client().get("/api/v1/namespaces/" + one).ok().text("status", "phase"))
                .contains("Active");
    }

    @Test
    void keeps_what_is_applied() {
        String maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";
        KubeClient client = cluster.client();

        client.apply(maps + "/settings", "tester", SETTINGS).ok();
        client.patchMerge(maps + "/settings", "data: {colour: red, size: null}").ok();

        assertThat(client.await(maps + "/settings", map -> true, Duration.ofSeconds(5))
                        .text("data", "colour"))
                .contains("red");
        client.delete(maps + "/settings").ok();
        client.awaitGone(maps + "/settings", Duration.ofSeconds(5));
    }

    @Test
    void says_what_it_waited_for_in_vain() {
        assertThatThrownBy(() ->
                        cluster.client().await("/api/v1/namespaces/default", namespace -> false, Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "waited PT0.05S in vain for /api/v1/namespaces/default, which is now status 200\n")
                .hasMessageContaining("name: default");
    }

    @Test
    void refuses_who_has_no_rights_and_knows_who_may_read() {
        String maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";

        assertThat(cluster.client("dev").get(maps).status()).isEqualTo(403);
        assertThat(cluster.client("viewer").get(maps).status()).isEqualTo(200);
        assertThat(cluster.client("viewer").create(maps, SETTINGS).status()).isEqualTo(403);
        assertThat(cluster.clientWithToken("wrong").get(maps).status()).isEqualTo(401);
        assertThatThrownBy(() -> cluster.client("dev").get(maps).ok())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the API server answered 403: configmaps is forbidden: User \"dev\"");
    }

    @Test
    void grants_a_role_in_one_namespace() {
        String own = cluster.namespace();
        String other = cluster.namespace();

        cluster.grant("tenant-a", "edit", own);

        KubeClient tenant = cluster.client("tenant-a");
        tenant.create("/api/v1/namespaces/" + own + "/configmaps", SETTINGS).ok();
        assertThat(tenant.get("/api/v1/namespaces/" + other + "/configmaps").status())
                .isEqualTo(403);
    }

    @Test
    void hands_out_the_token_of_a_service_account() {
        String namespace = cluster.namespace();

        KubeClient robot = cluster.clientWithToken(cluster.serviceAccountToken(namespace, "robot"));

        KubeClient.Answer review = robot.create(
                "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                "{apiVersion: authentication.k8s.io/v1, kind: SelfSubjectReview}");
        assertThat(review.ok().text("status", "userInfo", "username"))
                .contains("system:serviceaccount:" + namespace + ":robot");
        assertThat(cluster.serviceAccountToken(namespace, "robot")).isNotEmpty();
    }

    @Test
    void writes_a_kubeconfig_that_needs_no_other_file() throws IOException {
        assertThat(Files.readString(cluster.kubeconfig("tenant-b")))
                .contains("current-context: gitops4j", cluster.url().toString(), cluster.token("tenant-b"))
                .contains("certificate-authority-data: \"LS0tLS1CRUdJTi")
                .doesNotContain("{{");
        assertThatThrownBy(() -> cluster.kubeconfig("nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no user nobody, only [admin, ");
    }

    @Test
    void enforces_admission_policies_without_any_option() {
        assertThat(cluster.client()
                        .get("/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicies")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void does_not_let_a_test_break_what_others_use() {
        assertThatThrownBy(cluster::killServer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("other tests use the shared control plane too: break a fresh() one");
        cluster.close();
        assertThat(cluster.client().get("/readyz").status()).isEqualTo(200);
    }

    @Nested
    class In_a_nested_class {
        @Test
        void runs_too() {
            assertThat(cluster.client().get("/readyz").status()).isEqualTo(200);
        }
    }
}
