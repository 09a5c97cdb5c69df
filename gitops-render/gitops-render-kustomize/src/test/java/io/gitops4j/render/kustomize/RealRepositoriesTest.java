package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.RenderResult;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.MemorySnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Public repositories, where copies of them are named by {@code GITOPS4J_REALWORLD}, or lie beside the project. */
class RealRepositoriesTest {
    private static final Renderers RENDERERS = Renderers.of(List.of(new KustomizeRenderer()));

    @Test
    void renders_kube_prometheus_as_plain_files_and_by_its_kustomization_alike() throws IOException {
        MemorySnapshot snapshot = copy("kube-prometheus");
        RenderResult plain = render(snapshot, "manifests");
        RenderResult built = render(snapshot, "");
        assertThat(plain.renderer()).isEqualTo("plain");
        assertThat(built.renderer()).isEqualTo("kustomize");
        // a build opens lists, as kustomize does
        Map<String, Integer> counts = counts(built);
        assertThat(counts).containsEntry("PrometheusRule", 8).containsEntry("ConfigMap", 36);
        assertThat(counts(plain)).containsEntry("PrometheusRule", 8).containsEntry("ConfigMapList", 1);
        assertThat(plain.reads().stillHolds(snapshot)).isTrue();
    }

    @Test
    void renders_the_manifests_of_the_microservices_demo() throws IOException {
        MemorySnapshot snapshot = copy("microservices-demo");
        RenderResult built = render(snapshot, "kubernetes-manifests");
        RenderResult plain = RENDERERS.render(
                RenderCall.of(snapshot, RepoPath.of("kubernetes-manifests")).by("plain", Node.object()),
                Cancellation.none());
        // the kustomization leaves the load generator out
        assertThat(counts(plain)).isEqualTo(Map.of("Deployment", 12, "Service", 12, "ServiceAccount", 11));
        assertThat(counts(built)).isEqualTo(Map.of("Deployment", 11, "Service", 12, "ServiceAccount", 10));
        assertThat(plain.rendered().warnings()).hasSize(1);
    }

    @Test
    void renders_the_guestbook() throws IOException {
        RenderResult plain = render(copy("argocd-example-apps"), "guestbook");
        assertThat(plain.rendered().manifests()).hasToString("[Deployment guestbook-ui, Service guestbook-ui]");
    }

    @Test
    void renders_podinfo() throws IOException {
        RenderResult built = render(copy("podinfo"), "kustomize");
        assertThat(built.rendered().manifests())
                .hasToString("[Service podinfo, Deployment podinfo, HorizontalPodAutoscaler podinfo]");
    }

    @Test
    void names_what_it_cannot_render_yet() throws IOException {
        MemorySnapshot snapshot = copy("argocd-example-apps");
        assertThatThrownBy(() -> render(snapshot, "helm-guestbook"))
                .hasMessageStartingWith(
                        "helm-guestbook: the file \"Chart.yaml\" makes this a folder of the renderer \"helm\"");
        assertThatThrownBy(() -> render(snapshot, "jsonnet-guestbook"))
                .hasMessageStartingWith(
                        "jsonnet-guestbook: the file \"guestbook-ui.jsonnet\" makes this a folder of the renderer"
                                + " \"jsonnet\"");
    }

    private static RenderResult render(MemorySnapshot snapshot, String folder) {
        return RENDERERS.render(RenderCall.of(snapshot, RepoPath.of(folder)), Cancellation.none());
    }

    private static Map<String, Integer> counts(RenderResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        result.rendered().manifests().forEach(manifest -> counts.merge(manifest.kind(), 1, Integer::sum));
        return counts;
    }

    private static MemorySnapshot copy(String repository) throws IOException {
        String named = System.getProperty("GITOPS4J_REALWORLD", System.getenv("GITOPS4J_REALWORLD"));
        Path folder = named == null ? Path.of("../../../shared/realworld") : Path.of(named);
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "no real repositories here: set GITOPS4J_REALWORLD to run this");
        return MemorySnapshot.copyOf(folder.resolve(repository));
    }
}
