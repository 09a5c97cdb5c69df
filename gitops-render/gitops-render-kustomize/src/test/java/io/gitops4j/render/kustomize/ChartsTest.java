package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.RenderResult;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.MemorySnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private final ChartBuilds builds = new ChartBuilds();

    @Test
    void hands_the_folder_of_a_chart_and_its_options_to_the_renderer_of_charts() {
        MemorySnapshot snapshot = ChartBuilds.chart("deploy/charts/shop")
                .file("deploy/kustomization.yaml", """
                        helmCharts:
                        - name: shop
                          version: 1.2.3
                          releaseName: blue
                          namespace: acme
                          includeCRDs: true
                          skipTests: true
                          skipHooks: true
                          kubeVersion: v1.30.0
                          apiVersions: [example.org/v1, example.org/v2]
                          debug: true
                          devel: true
                          valuesInline: {replicas: 3}
                        """)
                .build();
        assertThat(ChartBuilds.shown(builds.render(snapshot)))
                .containsExactly(
                        "ConfigMap acme/blue deploy/charts/shop {\"apiVersions\":[\"example.org/v1\",\"example.org/v2\"],"
                                + "\"includeCRDs\":true,\"kubeVersion\":\"v1.30.0\",\"namespace\":\"acme\","
                                + "\"releaseName\":\"blue\",\"skipHooks\":true,\"skipTests\":true,"
                                + "\"values\":{\"image\":\"web:1\",\"replicas\":3}}",
                        "Service web");
    }

    @Test
    void leaves_out_what_nobody_set_and_names_the_release_as_helm_does() {
        assertThat(ChartBuilds.shown(
                        builds.render("helmCharts: [{name: shop, valuesMerge: replace, valuesInline: {a: null}}]")))
                .contains("ConfigMap release-name deploy/charts/shop"
                        + " {\"releaseName\":\"release-name\",\"values\":{\"a\":null}}");
        assertThat(ChartBuilds.shown(builds.render("helmCharts: [{name: shop, nameTemplate: green}]"))
                        .get(0))
                .contains("\"releaseName\":\"green\"");
    }

    @Test
    void keeps_what_aliases_in_a_values_file_stand_for() {
        MemorySnapshot snapshot = ChartBuilds.chart("deploy/charts/shop")
                .file("deploy/charts/shop/values.yaml", "a: &a {x: 1}\nb: *a\nc: {<<: *a, y: 2}")
                .file("deploy/kustomization.yaml", "helmCharts: [{name: shop, valuesInline: {d: 1}}]")
                .build();
        assertThat(ChartBuilds.shown(builds.render(snapshot)).get(0))
                .contains("\"values\":{\"a\":{\"x\":1},\"b\":{\"x\":1},\"c\":{\"x\":1,\"y\":2},\"d\":1}");
    }

    @Test
    void reads_the_older_field_and_the_plugin() {
        MemorySnapshot.Builder repository =
                ChartBuilds.chart("deploy/more/shop").file("deploy/own.yaml", "image: web:2");
        MemorySnapshot older = repository.file("deploy/kustomization.yaml", """
                        helmChartInflationGenerator:
                        - chartName: shop
                          chartVersion: 1.2.3
                          chartHome: more
                          helmHome: /root/.helm
                          helmBin: /usr/bin/helm
                          releaseName: blue
                          releaseNamespace: unused
                          extraArgs: [--debug]
                          values: own.yaml
                          valuesLocal: {replicas: 2}
                          valuesMerge: merge
                        """).build();
        String expected = "ConfigMap blue deploy/more/shop"
                + " {\"releaseName\":\"blue\",\"values\":{\"image\":\"web:2\",\"replicas\":2}}";
        assertThat(ChartBuilds.shown(builds.render(older))).containsExactly(expected, "Service web");
        MemorySnapshot plugin = repository
                .file("deploy/kustomization.yaml", "namespace: acme\ngenerators: [chart.yaml]")
                .file("deploy/chart.yaml", """
                        apiVersion: builtin
                        kind: HelmChartInflationGenerator
                        metadata: {name: any}
                        name: shop
                        chartHome: more
                        configHome: /root/.helm
                        releaseName: blue
                        valuesFile: own.yaml
                        valuesInline: {replicas: 2}
                        """)
                .build();
        assertThat(ChartBuilds.shown(builds.render(plugin))).containsExactly(expected, "Service web");
    }

    @Test
    void takes_the_chart_of_a_repository_where_helm_would_have_left_it() {
        String field = "helmCharts: [{name: shop, repo: 'https://user:pw@charts.example', version: 1.2.3}]";
        MemorySnapshot there = ChartBuilds.chart("deploy/charts/shop-1.2.3/shop")
                .file("deploy/kustomization.yaml", field)
                .build();
        assertThat(ChartBuilds.shown(builds.render(there)).get(0)).contains("deploy/charts/shop-1.2.3/shop");
        builds.refuses(
                Code.NOT_SUPPORTED,
                field,
                "deploy/kustomization.yaml:1:21, helmCharts[0].name: charts are not fetched here, and there is none at"
                        + " '/deploy/charts/shop-1.2.3/shop': commit it there, as `helm pull --untar` leaves it");
    }

    @Test
    void gives_a_chart_the_namespace_of_its_kustomization_or_of_one_above_it() {
        MemorySnapshot snapshot = ChartBuilds.chart("base/charts/shop")
                .file("base/kustomization.yaml", "resources: [own.yaml]\nhelmCharts: [{name: shop}]")
                .file("base/own.yaml", "{apiVersion: v1, kind: Service, metadata: {name: own}}")
                .file("base/charts/shop/templates/a.yaml", "# nothing")
                .file("middle/kustomization.yaml", "resources: [../base]")
                .file("blue/kustomization.yaml", "namespace: blue\nresources: [../middle]")
                .file("green/kustomization.yaml", "namespace: green\nresources: [../middle]")
                .file("deploy/kustomization.yaml", "resources: [../blue, ../green]")
                .build();
        assertThat(builds.render(snapshot).rendered().manifests().stream()
                        .map(Manifest::title)
                        .toList())
                .containsExactly(
                        "ConfigMap blue/release-name",
                        "ConfigMap green/release-name",
                        "Service blue/own",
                        "Service green/own");
    }

    @Test
    void goes_on_with_the_objects_of_a_chart_as_with_any_generated_ones() {
        MemorySnapshot snapshot = ChartBuilds.chart("deploy/charts/shop")
                .file("deploy/charts/shop/templates/b.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: cfg}}")
                .file(
                        "deploy/charts/shop/templates/list.yaml",
                        "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: x}}]}")
                .file("deploy/own.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: own}}")
                .file("deploy/kustomization.yaml", """
                        namespace: acme
                        namePrefix: dev-
                        resources: [own.yaml]
                        configMapGenerator: [{name: made, literals: [a=b], options: {disableNameSuffixHash: true}}]
                        helmCharts: [{name: shop, releaseName: blue}]
                        buildMetadata: [originAnnotations]
                        """)
                .build();
        RenderResult result = builds.renderers.render(
                RenderCall.of(snapshot, RepoPath.of("deploy"))
                        .by("kustomize", Kustomize.build().inListedOrder().stored()),
                Cancellation.none());
        assertThat(result.rendered().manifests().stream().map(Manifest::title).toList())
                .containsExactly(
                        "ConfigMap acme/dev-own",
                        "ConfigMap acme/dev-made",
                        "ConfigMap acme/dev-blue",
                        "Service dev-web",
                        "ConfigMap dev-cfg",
                        "Pod dev-x");
        Node.Obj service = result.rendered().manifests().get(3).body();
        assertThat(Printer.json(service.object("metadata").object("annotations"), Mask.none()))
                .contains("configuredIn: kustomization.yaml")
                .contains("kind: HelmChartInflationGenerator")
                .doesNotContain("helm-generated");
        assertThat(result.rendered().manifests().get(3).origin(Path.of("spec", "clusterIP")))
                .hasToString("deploy/charts/shop/templates/a.yaml:4:19, spec.clusterIP");
    }

    @Test
    void refuses_an_object_of_a_chart_that_is_there_already_or_is_none() {
        MemorySnapshot.Builder repository =
                ChartBuilds.chart("deploy/charts/shop").file("deploy/kustomization.yaml", "helmCharts: [{name: shop}]");
        repository.file("deploy/charts/shop/templates/b.yaml", ChartBuilds.TEMPLATE);
        assertThatThrownBy(() -> builds.render(repository.build()))
                .hasMessageStartingWith(
                        "deploy/charts/shop/templates/b.yaml:1:1, Service web: may not add resource with"
                                + " an already registered id");
        repository.file("deploy/charts/shop/templates/b.yaml", "{apiVersion: v1, kind: Pod, metadata: {}}");
        assertThatThrownBy(() -> builds.render(repository.build()))
                .hasMessage("deploy/charts/shop/templates/b.yaml:1:1: missing metadata.name in object"
                        + " {{v1 Pod} {{ }}}");
    }

    @Test
    void keeps_what_is_secret_and_what_is_odd() {
        MemorySnapshot snapshot = ChartBuilds.chart("deploy/charts/shop")
                .file("deploy/charts/shop/Chart.yaml", "{name: shop, secret: spec.clusterIP, random: true}")
                .file("deploy/charts/shop/NOTES.txt", "be welcome")
                .file("deploy/kustomization.yaml", """
                        helmCharts: [{name: shop}]
                        replacements:
                        - source: {kind: Service, fieldPath: spec.clusterIP}
                          targets: [{select: {kind: ConfigMap}, fieldPaths: [data.chart]}]
                        """)
                .build();
        RenderResult result = builds.render(snapshot);
        Manifest service = result.rendered().manifests().get(1);
        Manifest shown = result.rendered().manifests().get(0);
        assertThat(service.sensitive(Path.of("spec", "clusterIP"))).isTrue();
        assertThat(shown.sensitive(Path.of("data", "chart"))).isTrue();
        assertThat(shown.sensitive(Path.of("data", "options"))).isFalse();
        assertThat(result.rendered().warnings().stream().map(Warning::text).toList())
                .containsExactly("deploy/charts/shop/NOTES.txt:1:1: this chart has notes");
        assertThat(result.rendered().repeatable()).isFalse();
    }

    @Test
    void names_every_wrong_field_with_its_line() {
        builds.refuses(
                Code.INVALID_CONFIGURATION,
                """
                helmGlobals: {chartHome: charts, chartsHome: x}
                helmCharts:
                - valuesMerge: both
                  releasName: blue
                  skipHooks: yes please
                - name: shop
                  releaseName: blue
                  nameTemplate: green
                  apiVersions: v1
                - name: shop
                  nameTemplate: '{{ randAlpha 5 }}'
                """,
                "deploy/kustomization.yaml:5:14, helmCharts[0].skipHooks: helmCharts[0].skipHooks must be true or false,"
                        + " not a string",
                "deploy/kustomization.yaml:3:3, helmCharts[0].name: chart name cannot be empty",
                "deploy/kustomization.yaml:3:3, helmCharts[0].valuesMerge: valuesMerge must be one of [merge override"
                        + " replace]",
                "deploy/kustomization.yaml:4:3, helmCharts[0].releasName: unknown field \"releasName\"; did you mean"
                        + " \"releaseName\"?",
                "deploy/kustomization.yaml:9:16, helmCharts[1].apiVersions: helmCharts[1].apiVersions must be a list, not"
                        + " a string",
                "deploy/kustomization.yaml:8:3, helmCharts[1].nameTemplate: cannot set nameTemplate and also specify a"
                        + " releaseName; keep one of them",
                "deploy/kustomization.yaml:11:3, helmCharts[2].nameTemplate: the templates of names are not run here, and"
                        + " may give another name each time; write the name itself as releaseName",
                "deploy/kustomization.yaml:1:34, helmGlobals.chartsHome: unknown field \"chartsHome\"; did you mean"
                        + " \"chartHome\"?");
    }

    @Test
    void says_where_the_renderer_of_charts_failed() {
        builds.refuses(
                Code.INVALID_CONFIGURATION,
                "helmCharts: [{name: shop, kubeVersion: latest}]",
                "deploy/kustomization.yaml:1:14, helmCharts[0]: chart 'shop': must be a version such as v1.30.0");
        MemorySnapshot broken = ChartBuilds.chart("deploy/charts/shop")
                .file("deploy/charts/shop/templates/a.yaml", "a: [")
                .file("deploy/kustomization.yaml", "helmCharts: [{name: shop}]")
                .build();
        assertThatThrownBy(() -> builds.render(broken))
                .hasMessageStartingWith("deploy/charts/shop/templates/a.yaml:")
                .hasMessageContaining("chart 'shop': ");
        MemorySnapshot bug = ChartBuilds.chart("deploy/charts/shop")
                .file("deploy/charts/shop/templates/a.yaml", "- a-secret")
                .file("deploy/kustomization.yaml", "helmCharts: [{name: shop}]")
                .build();
        assertThatThrownBy(() -> builds.render(bug))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        failure -> assertThat(failure.code()).isEqualTo(Code.INTERNAL))
                .hasMessage("deploy/kustomization.yaml:1:21, helmCharts[0].name: the renderer of charts ("
                        + ShownCharts.class.getName()
                        + ") failed with java.lang.ClassCastException; this is a bug of the"
                        + " renderer, not of the chart 'shop'");
    }

    @Test
    void says_that_there_is_no_renderer_of_charts() {
        Renderers without = Renderers.of(List.of(new KustomizeRenderer()));
        for (String field : List.of("helmCharts", "helmChartInflationGenerator")) {
            MemorySnapshot snapshot = ChartBuilds.chart("deploy/charts/shop")
                    .file("deploy/kustomization.yaml", field + ": [{name: shop}]")
                    .build();
            assertThatThrownBy(
                            () -> without.render(RenderCall.of(snapshot, RepoPath.of("deploy")), Cancellation.none()))
                    .hasMessage("deploy/kustomization.yaml:1:1, " + field + ": " + field
                            + " needs a renderer of Helm charts, and there is none on the class path; commit what `helm"
                            + " template` prints, or deliver the chart as an application of its own");
        }
        MemorySnapshot plugin = ChartBuilds.chart("deploy/charts/shop")
                .file("deploy/kustomization.yaml", "generators: [chart.yaml]")
                .file(
                        "deploy/chart.yaml",
                        "{apiVersion: builtin, kind: HelmChartInflationGenerator, metadata: {name: x}, name: shop}")
                .build();
        assertThatThrownBy(() -> without.render(RenderCall.of(plugin, RepoPath.of("deploy")), Cancellation.none()))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        failure -> assertThat(failure.code()).isEqualTo(Code.NOT_SUPPORTED))
                .hasMessageStartingWith("deploy/chart.yaml:1:1")
                .hasMessageContaining("HelmChartInflationGenerator needs a renderer of Helm charts");
        assertThatThrownBy(() -> new KustomizeRenderer().withCharts(new KustomizeRenderer()))
                .hasMessage("a renderer of charts has the id \"helm\", and " + KustomizeRenderer.class.getName()
                        + " has \"kustomize\"");
    }
}
