package io.gitops4j.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.testkit.controlplane.ControlPlane;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same story on a real cluster. */
class KubernetesStoryTest {
    @RegisterExtension
    static final ControlPlane PLANE = ControlPlane.fresh().withControllers().build();

    private static final String SHOP = "/api/v1/namespaces/shop";

    /** The variable KUBECONFIG, as a property: what a client reads that is told nothing else. */
    private static final String KUBECONFIG = "kubeconfig";

    @BeforeEach
    void choose() {
        System.setProperty(KUBECONFIG, PLANE.kubeconfig().toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(KUBECONFIG);
    }

    @Test
    void the_story_goes_as_told_and_leaves_the_cluster_as_it_was() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Page page = new Page(new PrintStream(told, true, StandardCharsets.UTF_8));
        try (Repository repository = Repository.create();
                Host host = new Host(KubernetesTarget.context(ControlPlane.CONTEXT), page)) {
            new Story(page, repository, host).tell();
        }

        assertThat(told.toString(StandardCharsets.UTF_8).lines().map(String::strip))
                .containsSubsequence(
                        "run #1: applied",
                        "spec.replicas: 1 -> 3",
                        "run #2: applied",
                        "spec.replicas: 9 -> 3, drift by alice",
                        "run #3: applied",
                        "run #4: applied",
                        "run #5: applied");
        assertThat(PLANE.client().get(SHOP).status()).isEqualTo(404);
    }

    @Test
    void a_namespace_that_is_there_already_is_left_alone() {
        PLANE.client().create("/api/v1/namespaces", "metadata: {name: shop}").ok();
        try {
            assertThatThrownBy(() -> KubernetesTarget.context(ControlPlane.CONTEXT))
                    .hasMessageContaining("has a namespace \"shop\" already");
        } finally {
            PLANE.client().delete(SHOP);
            PLANE.client().awaitGone(SHOP, Duration.ofSeconds(60));
        }
    }
}
