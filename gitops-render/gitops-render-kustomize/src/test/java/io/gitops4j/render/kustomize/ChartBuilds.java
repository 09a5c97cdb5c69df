package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.RenderResult;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.MemorySnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds with charts, which a renderer renders that shows what it was handed. */
final class ChartBuilds {
    static final String TEMPLATE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {clusterIP: None}
            """;

    final ShownCharts charts = new ShownCharts();
    final Renderers renderers = Renderers.of(List.of(new KustomizeRenderer().withCharts(charts)));

    static MemorySnapshot.Builder chart(String folder) {
        return MemorySnapshot.builder()
                .file("outside.yaml", "image: other")
                .file(folder + "/Chart.yaml", "{apiVersion: v2, name: shop, version: 1.2.3}")
                .file(folder + "/values.yaml", "image: web:1")
                .file(folder + "/templates/a.yaml", TEMPLATE);
    }

    RenderResult render(String kustomization) {
        return render(chart("deploy/charts/shop")
                .file("deploy/kustomization.yaml", kustomization)
                .build());
    }

    RenderResult render(MemorySnapshot snapshot) {
        return renderers.render(
                RenderCall.of(snapshot, RepoPath.of("deploy"))
                        .by("kustomize", Kustomize.build().stored()),
                Cancellation.none());
    }

    void refuses(Code code, String kustomization, String... lines) {
        assertThatThrownBy(() -> render(kustomization))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessage(String.join("\n", lines));
    }

    /** The objects, of those that show it with what was handed. */
    static List<String> shown(RenderResult result) {
        return result.rendered().manifests().stream()
                .map(manifest -> manifest.title()
                        + manifest.body()
                                .text("data", "options")
                                .map(options -> " "
                                        + manifest.body().text("data", "chart").orElse("") + " " + sorted(options))
                                .orElse(""))
                .toList();
    }

    private static String sorted(String json) {
        Node node = Parser.strict().parseOne("options.json", json.getBytes(StandardCharsets.UTF_8));
        return Printer.json(node, Mask.none()).strip();
    }
}
