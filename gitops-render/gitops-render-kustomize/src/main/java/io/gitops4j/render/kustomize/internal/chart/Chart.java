package io.gitops4j.render.kustomize.internal.chart;

import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import java.util.ArrayList;
import java.util.List;

/**
 * One chart that a kustomization names ({@code HelmChart} of {@code api/types/helmchartargs.go}). Immutable.
 *
 * <p>{@code debug} and {@code devel} are known as fields and change nothing: the first is about what Helm prints beside the
 * objects, the second about which version it fetches.
 */
public final class Chart {
    /** The annotation that upstream keeps in the objects of charts while it builds. */
    public static final String GENERATED = "internal.config.kubernetes.io/helm-generated";

    /** Helm's own where nobody names the release ({@code cmd/helm/template.go}). */
    private static final String RELEASE = "release-name";

    private final Location where;
    private final Placed<String> folder;
    private final boolean fetched;
    private final String release;
    private final String namespace;
    private final String name;
    private final ChartValues values;
    private final Node.Obj flags;

    private Chart(Draft draft) {
        this.where = draft.where;
        this.name = draft.name.value();
        this.fetched = !draft.repo.isEmpty();
        String versioned = fetched && !draft.version.isEmpty() ? "/" + name + "-" + draft.version : "";
        this.folder = new Placed<>(draft.home.folder() + versioned + "/" + name, draft.name.where());
        this.release = draft.release;
        this.namespace = draft.namespace;
        this.values = new ChartValues(
                draft.valuesFile.value().isEmpty()
                        ? new Placed<>(folder.value() + "/values.yaml", folder.where())
                        : draft.valuesFile,
                draft.additional,
                draft.inline,
                draft.merge);
        this.flags = draft.flags;
    }

    /** The fields of one form. */
    private record Draft(
            Location where,
            Placed<String> name,
            String version,
            String repo,
            ChartHome home,
            String release,
            String namespace,
            Placed<String> valuesFile,
            List<Placed<String>> additional,
            Node.Obj inline,
            ChartValues.Merge merge,
            Node.Obj flags) {
        Chart in(ChartHome all) {
            return new Chart(new Draft(
                    where, name, version, repo, all, release, namespace, valuesFile, additional, inline, merge, flags));
        }
    }

    /**
     * The charts of {@code helmCharts}, and after them those of the older {@code helmChartInflationGenerator}, of which the last
     * {@code chartHome} counts for all where there is no {@code helmGlobals}.
     */
    public static List<Chart> ofKustomization(Settings settings) {
        List<Draft> drafts = new ArrayList<>(settings.list("helmCharts", Settings.strictly(Chart::read)));
        List<Draft> older = settings.list("helmChartInflationGenerator", Settings.strictly(Chart::readOlder));
        drafts.addAll(older);
        ChartHome home = ChartHome.ofKustomization(settings)
                .or(() -> older.stream()
                        .map(Draft::home)
                        .filter(ChartHome::isChosen)
                        .reduce((first, last) -> last))
                .orElse(ChartHome.DEFAULT);
        return drafts.stream().map(draft -> draft.in(home)).toList();
    }

    /** That of a configuration of kind {@code HelmChartInflationGenerator}, which has the fields of both. */
    public static Chart ofPlugin(Settings settings) {
        return read(settings).in(ChartHome.read(settings));
    }

    private static Draft read(Settings settings) {
        settings.flag("debug");
        settings.flag("devel");
        ObjBuilder flags = Node.objectBuilder();
        for (String flag : List.of("includeCRDs", "skipTests", "skipHooks")) {
            if (settings.flag(flag)) {
                flags.put(flag, true);
            }
        }
        String kubeVersion = settings.text("kubeVersion");
        if (!kubeVersion.isEmpty()) {
            flags.put("kubeVersion", kubeVersion);
        }
        List<Node> apiVersions = new ArrayList<>();
        settings.texts("apiVersions").forEach(version -> apiVersions.add(Node.of(version.value())));
        if (!apiVersions.isEmpty()) {
            flags.put("apiVersions", Node.array(apiVersions));
        }
        return new Draft(
                settings.where(),
                name(settings, "name"),
                settings.text("version"),
                settings.text("repo"),
                ChartHome.DEFAULT,
                release(settings),
                settings.text("namespace"),
                placed(settings, "valuesFile"),
                settings.texts("additionalValuesFiles"),
                map(settings, "valuesInline"),
                ChartValues.Merge.read(settings),
                flags.build());
    }

    /** Fields that upstream has no use for any more are known, and left as they are. */
    private static Draft readOlder(Settings settings) {
        for (String unused : List.of("chartRepoName", "helmBin", "helmHome", "releaseNamespace")) {
            settings.text(unused);
        }
        settings.texts("extraArgs");
        String release = settings.text("releaseName");
        return new Draft(
                settings.where(),
                name(settings, "chartName"),
                settings.text("chartVersion"),
                settings.text("chartRepoUrl"),
                ChartHome.of(settings.text("chartHome")),
                release.isEmpty() ? RELEASE : release,
                "",
                placed(settings, "values"),
                List.of(),
                map(settings, "valuesLocal"),
                ChartValues.Merge.read(settings),
                Node.object());
    }

    private static Placed<String> name(Settings settings, String field) {
        Placed<String> name = placed(settings, field);
        if (name.value().isEmpty()) {
            settings.wrong(field, "chart name cannot be empty");
        }
        return name;
    }

    private static Placed<String> placed(Settings settings, String field) {
        return new Placed<>(settings.text(field), settings.valueWhere(field));
    }

    private static Node.Obj map(Settings settings, String field) {
        settings.map(field);
        return settings.node(field).orElse(Node.object()) instanceof Node.Obj map ? map : Node.object();
    }

    /** As Helm takes it: the name, or what the template of a name comes to. */
    private static String release(Settings settings) {
        String name = settings.text("releaseName");
        String template = settings.text("nameTemplate");
        if (template.isEmpty()) {
            return name.isEmpty() ? RELEASE : name;
        }
        if (!name.isEmpty()) {
            settings.wrong("nameTemplate", "cannot set nameTemplate and also specify a releaseName; keep one of them");
        } else if (template.contains("{{")) {
            settings.wrong(
                    "nameTemplate",
                    "the templates of names are not run here, and may give another name each time; write the name"
                            + " itself as releaseName");
        }
        return template;
    }

    /** The place that names it. */
    public Location where() {
        return where;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where it must be, relative to the kustomization's folder, with the place that says so. */
    public Placed<String> folder() {
        return folder;
    }

    /** Whether it names a repository of charts that Helm would fetch it from. */
    public boolean isFetched() {
        return fetched;
    }

    /** The namespace of its own; empty for none. */
    public String namespace() {
        return namespace;
    }

    /** The values of it. */
    public ChartValues values() {
        return values;
    }

    /**
     * What a renderer of charts is handed, in its stored form.
     *
     * @param namespace the namespace of the release; empty for none
     * @param merged the values
     */
    public Node.Obj options(String namespace, Node.Obj merged) {
        Node.Obj options = flags.with("releaseName", Node.of(release));
        options = namespace.isEmpty() ? options : options.with("namespace", Node.of(namespace));
        return merged.size() == 0 ? options : options.with("values", merged);
    }
}
