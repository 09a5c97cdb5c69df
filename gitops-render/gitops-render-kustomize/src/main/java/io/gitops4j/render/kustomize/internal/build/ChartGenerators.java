package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.render.Renderer;
import io.gitops4j.render.kustomize.internal.chart.Chart;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.generate.Generator;
import java.util.List;

/** The generators of the charts that one kustomization names. For one thread. */
final class ChartGenerators {
    private final Root root;
    private final BuildContext context;
    private final String namespace;

    /** @param namespace the namespace of the kustomization; empty for none */
    ChartGenerators(Root root, BuildContext context, String namespace) {
        this.root = root;
        this.context = context;
        this.namespace = namespace;
    }

    /**
     * Those that the fields of the kustomization ask for. A chart without a namespace takes that of the kustomization, or of the
     * next one above it that has one.
     */
    List<Generator> ofKustomization(Settings settings) {
        for (String field : List.of("helmCharts", "helmChartInflationGenerator")) {
            if (settings.has(field)) {
                context.charts().require(field, settings.where(field));
            }
        }
        return Chart.ofKustomization(settings).stream()
                .map(chart -> generator(chart, chart.namespace().isEmpty() ? handedOn() : chart.namespace()))
                .toList();
    }

    /** That of a configuration of kind {@code HelmChartInflationGenerator}. */
    Generator ofPlugin(Settings settings) {
        context.charts().require(ChartGenerator.NAME, settings.where());
        Chart chart = Chart.ofPlugin(settings);
        return generator(chart, chart.namespace());
    }

    private Generator generator(Chart chart, String releaseNamespace) {
        Renderer<?> renderer = context.charts().require(ChartGenerator.NAME, chart.where());
        return new ChartGenerator(chart, releaseNamespace, renderer, root, context);
    }

    private String handedOn() {
        if (!namespace.isEmpty()) {
            return namespace;
        }
        root.reading().askNamespace();
        return root.chartNamespace();
    }
}
