package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigsTest {
    @TempDir
    Path folder;

    private Path kubeconfig(String contexts) throws IOException {
        return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: prod
                clusters:
                - {name: one, cluster: {server: 'https://one.example:6443'}}
                - {name: two, cluster: {server: 'https://two.example:6443'}}
                users:
                - {name: me, user: {token: hunter2}}
                contexts: %s
                """.formatted(contexts));
    }

    private static final String CONTEXTS =
            "[{name: prod, context: {cluster: one, user: me}}, {name: test, context: {cluster: two, user: me}}]";

    @Test
    void reads_the_context_asked_for_and_not_the_current_one() throws IOException {
        Config config = Configs.kubeconfig(kubeconfig(CONTEXTS), "test");
        assertThat(config.getMasterUrl()).isEqualTo("https://two.example:6443/");
    }

    @Test
    void names_the_contexts_that_there_are() throws IOException {
        Path file = kubeconfig(CONTEXTS);
        assertThatThrownBy(() -> Fabric8Cluster.kubeconfig(file, "staging"))
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_CONFIGURATION))
                .hasMessage("cluster: there is no context \"staging\" in the kubeconfig " + file
                        + "; there are: prod, test");
        Path empty = kubeconfig("[]");
        assertThatThrownBy(() -> Fabric8Cluster.kubeconfig(empty, "staging")).hasMessageEndingWith("; there is none");
    }

    @Test
    void names_the_file_that_is_missing() {
        Path missing = folder.resolve("nothing");
        assertThatThrownBy(() -> Fabric8Cluster.kubeconfig(missing, "prod"))
                .hasMessage(
                        "cluster: the kubeconfig " + missing + " cannot be read; check that it is there and readable");
    }

    @Test
    void reads_the_service_account_of_a_pod_anew_for_each_request() throws IOException {
        Files.writeString(folder.resolve("token"), "first\n");
        Files.writeString(folder.resolve("ca.crt"), "");
        Map<String, String> environment =
                Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");

        Config config = Configs.inCluster(environment, folder);
        String before = config.getOauthTokenProvider().getToken();
        Files.writeString(folder.resolve("token"), "second\n");

        assertThat(config.getMasterUrl()).startsWith("https://[fd00::1]:443");
        assertThat(before).isEqualTo("first");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    }

    @Test
    void says_that_this_is_no_pod() {
        assertThatThrownBy(() -> Configs.inCluster(Map.of(), folder)).hasMessageContaining("does not run in a pod");
    }

    @Test
    void wants_to_be_told_where_the_cluster_is_and_no_nonsense() {
        assertThatThrownBy(() -> Fabric8Cluster.builder().open()).hasMessageContaining("nothing says where");
        assertThatThrownBy(() -> Fabric8Cluster.builder()
                        .config(Config.empty())
                        .requestTimeout(Duration.ZERO)
                        .open())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fabric8Cluster.builder()
                        .config(Config.empty())
                        .concurrentRequests(0)
                        .open())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
