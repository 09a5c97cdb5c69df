package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.RenderOptions;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.ListKinds;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.chart.Chart;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.generate.Generator;
import io.gitops4j.render.kustomize.internal.merge.MergeSchema;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a chart of the repository rendered ({@code api/internal/builtins/HelmChartInflationGenerator.go}). What upstream has Helm
 * fetch is refused: nothing is read but the repository.
 */
final class ChartGenerator implements Generator {
    static final String NAME = "HelmChartInflationGenerator";

    private final Chart chart;
    private final String namespace;
    private final Renderer<?> renderer;
    private final Root root;
    private final BuildContext context;

    ChartGenerator(Chart chart, String namespace, Renderer<?> renderer, Root root, BuildContext context) {
        this.chart = chart;
        this.namespace = namespace;
        this.renderer = renderer;
        this.root = root;
        this.context = context;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Item> generate(Scopes scopes) {
        context.loading(root, chart.where());
        RepoPath folder = folder();
        Node.Obj values =
                chart.values().merged(root, new ObjectReader(context.limits().text()), MergeSchema.kubernetes());
        Rendered rendered = render(renderer, folder, chart.options(namespace, values));
        context.passing(rendered.manifests().size(), chart.where());
        context.warn(rendered.warnings().stream()
                .map(warning -> new Warning(placed(warning.where()), warning.message()))
                .toList());
        if (!rendered.repeatable()) {
            context.notRepeatable();
            root.reading().leaveOpen();
        }
        Items items = new Items();
        opened(rendered.manifests()).forEach(manifest -> items.append(item(manifest, scopes)));
        return items.list();
    }

    private RepoPath folder() {
        Placed<String> path = chart.folder();
        if (path.value().startsWith("/")) {
            throw refused(
                    Code.INVALID_CONFIGURATION,
                    "chartHome must be relative to the kustomization's folder, and '" + path.value() + "' is absolute");
        }
        Optional<Entry> entry =
                root.find(path.value(), path.where()).filter(found -> found.type() == Entry.Type.DIRECTORY);
        if (entry.isPresent()) {
            return entry.get().path();
        }
        String shown = root.shown(path.value());
        throw chart.isFetched()
                ? refused(
                        Code.NOT_SUPPORTED,
                        "charts are not fetched here, and there is none at '" + shown
                                + "': commit it there, as `helm pull --untar` leaves it")
                : refused(
                        Code.INVALID_CONFIGURATION,
                        "no repo specified for pull, no chart found at '" + shown + "'"
                                + root.suggestion(path.value()));
    }

    private <O extends RenderOptions> Rendered render(Renderer<O> renderer, RepoPath folder, Node.Obj options) {
        Reading reading = root.reading();
        try {
            RenderRequest<O> request = RenderRequest.of(
                            new ReadingSnapshot(root.snapshot(), reading), folder, renderer.parse(options))
                    .with(context.facts().watched(reading::used))
                    .with((ref, where) -> {
                        reading.leaveOpen();
                        return context.imports().open(ref, where);
                    })
                    .with(context.limits());
            return renderer.render(request, context.cancellation());
        } catch (GitOpsException failure) {
            throw new GitOpsException(failure.problems().stream()
                    .map(problem -> new Problem(
                            problem.code(),
                            "chart '" + chart.name() + "': " + problem.message(),
                            placed(problem.where()),
                            problem.retryable()))
                    .toList());
        } catch (RuntimeException | LinkageError bug) {
            GitOpsException failure = refused(
                    Code.INTERNAL,
                    "the renderer of charts (" + renderer.getClass().getName() + ") failed with "
                            + bug.getClass().getName() + "; this is a bug of the renderer, not of the chart '"
                            + chart.name() + "'");
            failure.setStackTrace(bug.getStackTrace());
            throw failure;
        }
    }

    /** The objects, with those of lists after all others, where upstream puts them. */
    private static List<Manifest> opened(List<Manifest> manifests) {
        List<Manifest> objects = new ArrayList<>();
        List<Manifest> ofLists = new ArrayList<>();
        for (Manifest manifest : manifests) {
            List<Manifest> opened = ListKinds.expand(List.of(manifest));
            boolean isObject = opened.size() == 1 && opened.get(0) == manifest;
            (isObject ? objects : ofLists).addAll(opened);
        }
        objects.addAll(ofLists);
        return objects;
    }

    private Item item(Manifest manifest, Scopes scopes) {
        Origins origins = path -> placed(manifest.origin(path));
        ObjectReader.check(manifest.body(), origins.at(Path.root()).location());
        Item item = Item.of(manifest.body(), origins, scopes).withSecrets(manifest.sensitive());
        return OriginNote.annotated(item, Chart.GENERATED, "true", Cause.of(NAME, chart.where()));
    }

    private Origin placed(Origin origin) {
        Origin there = Origin.at(placed(origin.location()));
        return origin.setBy().map(there::setBy).orElse(there);
    }

    /** The place as this build names it: with the repository where it is another, and that of the chart where it is none. */
    private Location placed(Location place) {
        return place.file().isEmpty() ? chart.where() : root.place(place);
    }

    private GitOpsException refused(Code code, String message) {
        return new GitOpsException(Problem.of(code, chart.folder().where(), message));
    }
}
