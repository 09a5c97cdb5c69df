package io.gitops4j.render.kustomize;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.Detection;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.build.Build;
import io.gitops4j.render.kustomize.internal.build.Charts;
import io.gitops4j.render.kustomize.internal.build.FolderCache;
import io.gitops4j.render.kustomize.internal.build.Overrides;
import java.util.List;

/**
 * Builds folders that hold a {@code kustomization.yaml}, {@code kustomization.yml} or {@code Kustomization}, as {@code kustomize
 * build} does, in the host's own process: without the program, the network, or any file but the snapshot's. Function and exec
 * plugins are refused, since code of a repository must not run in the host.
 */
public final class KustomizeRenderer implements Renderer<Kustomize> {
    static final String ID = "kustomize";

    private static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final long KEPT = 200_000;

    private final FolderCache cache = new FolderCache(KEPT);
    private final Charts charts;

    /**
     * A renderer. It keeps what folders came to, up to 200,000 objects and lookups in all, and takes it again where nothing that
     * was read for it has changed; give all applications one renderer.
     *
     * <p>Charts that kustomizations name are rendered by the renderer with the id {@code helm} on the class path of this class,
     * as {@link #withCharts} says; where there is none, they are an error that says so.
     */
    public KustomizeRenderer() {
        this(Charts.onClassPath(KustomizeRenderer.class.getClassLoader()));
    }

    private KustomizeRenderer(Charts charts) {
        this.charts = charts;
    }

    /**
     * A renderer that has the charts that {@code helmCharts}, {@code helmChartInflationGenerator} and the plugin {@code
     * HelmChartInflationGenerator} name rendered by {@code renderer}. It keeps what folders came to for itself.
     *
     * <p>This is what a renderer of charts has to meet. Its id is {@code helm}. It renders the folder of a chart as {@code helm
     * template} does, and gives the objects in the order in which that prints them. The stored form of its options has these
     * fields, named as Helm does; one that would be empty or false is left out:
     *
     * <ul>
     *   <li>{@code releaseName}, a string, always there: the name of the release
     *   <li>{@code namespace}, a string: the namespace of the release; Helm's {@code default} where it is left out
     *   <li>{@code values}, a map: what counts over the chart's own {@code values.yaml}, as from {@code --values}, where a null
     *       takes a default away
     *   <li>{@code includeCRDs}, {@code skipTests}, {@code skipHooks}, true or false: with the chart's custom resource
     *       definitions, without the hooks that are tests, without all hooks
     *   <li>{@code kubeVersion}, a string, and {@code apiVersions}, a list of strings: what {@code .Capabilities} tells of the
     *       cluster; where they are left out, the request's facts may tell it
     * </ul>
     *
     * <p>Its snapshot is that of the repository that has the chart, its units are none; its origins, sensitive values, warnings
     * and {@link Rendered#repeatable} are kept. A place without a file is taken for the one that names the chart.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where the id of {@code renderer} is another
     */
    public KustomizeRenderer withCharts(Renderer<?> renderer) {
        return new KustomizeRenderer(Charts.of(renderer));
    }

    /** {@code kustomize}. */
    @Override
    public String id() {
        return ID;
    }

    @Override
    public Kustomize parse(Node.Obj stored) {
        return Kustomize.of(stored);
    }

    @Override
    public Node.Obj print(Kustomize options) {
        return options.stored();
    }

    @Override
    public Detection detect(Snapshot snapshot, RepoPath base) {
        boolean found = NAMES.stream()
                .flatMap(name -> snapshot.find(base.child(name)).stream())
                .anyMatch(entry -> entry.type() == Entry.Type.FILE);
        return found ? Detection.YES : Detection.NO;
    }

    @Override
    public Rendered render(RenderRequest<Kustomize> request, Cancellation cancellation) {
        return Build.render(request, Overrides.of(request.options().stored()), cache, charts, cancellation);
    }
}
