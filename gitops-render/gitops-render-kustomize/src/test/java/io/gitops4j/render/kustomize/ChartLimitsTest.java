package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.RenderLimits;
import io.gitops4j.core.render.RenderResult;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.testkit.MemorySnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a chart may read and cost, and how long what it came to is kept. */
class ChartLimitsTest {
    private final ChartBuilds builds = new ChartBuilds();

    @Test
    void reads_nothing_from_outside_of_where_the_kustomization_may_read() {
        String outside = "../outside.yaml";
        builds.refuses(
                Code.INVALID_CONFIGURATION,
                "helmCharts: [{name: shop, valuesFile: " + outside + "}]",
                "deploy/kustomization.yaml:1:39, helmCharts[0].valuesFile: security; file '/outside.yaml' is not in or"
                        + " below '/deploy': move it there, or list a folder that has it in a kustomization of its own");
        builds.refuses(
                Code.INVALID_CONFIGURATION,
                "helmCharts: [{name: shop, additionalValuesFiles: [" + outside + "]}]",
                "deploy/kustomization.yaml:1:51, helmCharts[0].additionalValuesFiles[0]: security; file '/outside.yaml'"
                        + " is not in or below '/deploy': move it there, or list a folder that has it in a kustomization"
                        + " of its own");
        builds.refuses(
                Code.INVALID_CONFIGURATION,
                "helmGlobals: {chartHome: ../../charts}\nhelmCharts: [{name: shop}]",
                "deploy/kustomization.yaml:2:21, helmCharts[0].name: the path \"../../charts/shop\" leaves the"
                        + " repository");
        builds.refuses(
                Code.INVALID_CONFIGURATION,
                "helmGlobals: {chartHome: /charts}\nhelmCharts: [{name: shop}]",
                "deploy/kustomization.yaml:2:21, helmCharts[0].name: chartHome must be relative to the kustomization's"
                        + " folder, and '/charts/shop' is absolute");
        builds.refuses(
                Code.INVALID_CONFIGURATION,
                "helmCharts: [{name: shopp}]",
                "deploy/kustomization.yaml:1:21, helmCharts[0].name: no repo specified for pull, no chart found at"
                        + " '/deploy/charts/shopp'; did you mean \"shop\"?");
    }

    @Test
    void takes_a_chart_beside_its_folder_with_values_of_its_own_as_upstream_does() {
        MemorySnapshot.Builder repository = ChartBuilds.chart("shared/shop")
                .file("deploy/own.yaml", "image: web:2")
                .link("deploy/charts/shop", "../../shared/shop");
        MemorySnapshot own = repository
                .file("deploy/kustomization.yaml", "helmCharts: [{name: shop, valuesFile: own.yaml}]")
                .build();
        assertThat(ChartBuilds.shown(builds.render(own)).get(0))
                .contains("shared/shop")
                .contains("web:2");
        MemorySnapshot ofChart = repository
                .file("deploy/kustomization.yaml", "helmCharts: [{name: shop}]")
                .build();
        assertThatThrownBy(() -> builds.render(ofChart))
                .hasMessageContaining("security; file '/deploy/charts/shop/values.yaml'");
        MemorySnapshot leaving = ChartBuilds.chart("deploy/charts/shop")
                .link("deploy/charts/shop/templates/z.yaml", "../../../../../etc/passwd")
                .file("deploy/kustomization.yaml", "helmCharts: [{name: shop}]")
                .build();
        assertThatThrownBy(() -> builds.render(leaving))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        failure -> assertThat(failure.code()).isEqualTo(Code.SOURCE_REFUSED));
    }

    @Test
    void keeps_within_the_limits() {
        MemorySnapshot snapshot = ChartBuilds.chart("deploy/charts/shop")
                .file("deploy/kustomization.yaml", "helmCharts: [{name: shop}]")
                .build();
        RenderLimits defaults = RenderLimits.defaults();
        for (RenderLimits limits : List.of(
                new RenderLimits(3, defaults.bytes(), defaults.depth(), defaults.manifests(), defaults.text()),
                new RenderLimits(defaults.files(), 60, defaults.depth(), defaults.manifests(), defaults.text()),
                new RenderLimits(defaults.files(), defaults.bytes(), defaults.depth(), 1, defaults.text()))) {
            assertThatThrownBy(() -> builds.renderers.render(
                            RenderCall.of(snapshot, RepoPath.of("deploy")).with(limits), Cancellation.none()))
                    .isInstanceOfSatisfying(
                            GitOpsException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.LIMIT));
        }
    }

    @Test
    void keeps_what_a_folder_with_a_chart_came_to_until_something_of_it_changes() {
        MemorySnapshot.Builder repository = ChartBuilds.chart("base/charts/shop")
                .file("base/charts/shop/Chart.yaml", "{name: shop, kubeVersion: any}")
                .file("base/more.yaml", "tier: web")
                .file("base/kustomization.yaml", "helmCharts: [{name: shop, additionalValuesFiles: [more.yaml]}]")
                .file("deploy/kustomization.yaml", "resources: [../base]");
        RenderResult first = builds.render(repository.build());
        builds.render(repository.file("README.md", "nothing to it").build());
        assertThat(builds.charts.renderings).hasValue(1);
        assertThat(first.reads().paths())
                .contains(
                        RepoPath.of("base/more.yaml"),
                        RepoPath.of("base/charts/shop/values.yaml"),
                        RepoPath.of("base/charts/shop/templates"),
                        RepoPath.of("base/charts/shop/templates/a.yaml"));
        RenderResult again = builds.render(repository.build());
        assertThat(again.reads()).isEqualTo(first.reads());
        int renderings = 1;
        for (Map.Entry<String, String> change : Map.of(
                        "base/more.yaml", "tier: api",
                        "base/charts/shop/values.yaml", "image: web:2",
                        "base/charts/shop/templates/a.yaml", ChartBuilds.TEMPLATE + "# changed\n",
                        "base/charts/shop/templates/new.yaml", ChartBuilds.TEMPLATE.replace("web", "new"),
                        "base/charts/shop/NOTES.txt", "new")
                .entrySet()) {
            MemorySnapshot changed =
                    repository.file(change.getKey(), change.getValue()).build();
            assertThat(first.reads().stillHolds(changed)).as(change.getKey()).isFalse();
            builds.render(changed);
            assertThat(builds.charts.renderings).as(change.getKey()).hasValue(++renderings);
        }
        RenderCall known = RenderCall.of(repository.build(), RepoPath.of("deploy"))
                .with(Facts.of(Map.of("cluster.version", "v1.30.0")));
        assertThat(builds.renderers.render(known, Cancellation.none()).reads().facts())
                .containsKey("cluster.version");
        assertThat(builds.renderers.render(known, Cancellation.none()).reads().facts())
                .containsKey("cluster.version");
        assertThat(builds.charts.renderings).hasValue(++renderings);
    }
}
