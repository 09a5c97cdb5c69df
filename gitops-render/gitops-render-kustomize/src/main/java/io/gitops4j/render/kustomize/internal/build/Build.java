package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.render.kustomize.internal.chart.Chart;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.reference.NameReferenceTransformer;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Extent;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.transform.EntryTransformer;
import io.gitops4j.render.kustomize.internal.transform.HashTransformer;
import io.gitops4j.render.kustomize.internal.transform.SortOptions;
import io.gitops4j.render.kustomize.internal.transform.SortOrderTransformer;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One whole build: accumulates the kustomization and all that it lists, and then does what must be done last, when all names are
 * known ({@code api/krusty/kustomizer.go}).
 */
public final class Build {
    private static final String LOCAL = "config.kubernetes.io/local-config";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String BUILDER = "kustomize-gitops4j";
    private static final FieldSpecs LABELS =
            FieldSpecs.of(List.of(new FieldSpec(new Gvk("", "", ""), "metadata/labels", true)));

    private Build() {}

    /**
     * The objects of the folder that {@code request} asks for.
     *
     * @param cache folders of builds before this
     * @param charts what renders the charts that kustomizations name
     * @throws io.gitops4j.core.GitOpsException with all that is wrong, each with its place
     */
    public static Rendered render(
            RenderRequest<?> request,
            Overrides overrides,
            FolderCache cache,
            Charts charts,
            Cancellation cancellation) {
        cancellation.check();
        BuildContext context = new BuildContext(request, cache, charts, cancellation);
        int most = request.limits().text().bytes();
        Root root = Root.of(request.snapshot(), request.base(), overrides.confined(), most);
        Problems problems = Problems.none();
        Kustomization kustomization =
                Kustomization.load(root, root.place(), request.limits().text(), overrides, problems);
        problems.throwIfAny();
        context.loading(root, root.place());
        boolean tells = !kustomization.buildMetadata().isEmpty();
        @Nullable OriginNote note = tells ? OriginNote.START : null;
        BuiltIns builtIns = new BuiltIns(request.limits().text());
        builtIns.choose(kustomization, root, true);
        Accumulation all = new Accumulation();
        new Target(kustomization, root, context, builtIns, note).accumulate(all);
        finish(all, kustomization, context, overrides);
        requireSize(all.items(), request.limits().bytes(), kustomization);
        List<Manifest> manifests = new ArrayList<>(all.items().size());
        all.items().list().forEach(item -> manifests.add(item.manifest()));
        Rendered rendered = Rendered.of(manifests).withWarnings(context.warnings());
        return context.isRepeatable() ? rendered : rendered.notRepeatable();
    }

    private static void finish(
            Accumulation all, Kustomization kustomization, BuildContext context, Overrides overrides) {
        Items items = all.items();
        HashTransformer.of(kustomization.settings().where()).transform(items);
        new NameReferenceTransformer(all.configuration().namingFields()).transform(items);
        List<String> unused = all.variables()
                .resolve(
                        items,
                        all.configuration().specs(FieldUse.VAR_REFERENCE),
                        context.limits().text());
        if (!unused.isEmpty()) {
            context.warn(List.of(new Warning(
                    kustomization.settings().where(),
                    "well-defined vars that were never replaced: " + String.join(",", unused))));
        }
        items.replaceAll(item -> isLocal(item) ? null : item);
        items.requireDistinct();
        items.list().forEach(Build::requireName);
        order(kustomization, overrides).transform(items);
        List<String> tells = kustomization.buildMetadata();
        if (overrides.managedByLabel() || tells.contains("managedByLabel")) {
            EntryTransformer.labels(
                            Map.of(MANAGED_BY, BUILDER),
                            LABELS,
                            kustomization.settings().where())
                    .transform(items);
        }
        Map<String, Boolean> notes = Map.of(
                OriginNote.ORIGIN, !tells.contains("originAnnotations"),
                OriginNote.TRANSFORMATIONS, !tells.contains("transformerAnnotations"),
                Chart.GENERATED, true);
        Cause cause = Cause.of("buildMetadata", kustomization.settings().where());
        items.replaceAll(item -> OriginNote.without(item, notes, cause));
    }

    /** Few files can come to many objects, and each of those be large. */
    private static void requireSize(Items items, long most, Kustomization kustomization) {
        long left = most;
        for (Item item : items.list()) {
            left -= Extent.size(item.body(), left);
            if (left < 0) {
                throw new GitOpsException(Problem.of(
                        Code.LIMIT,
                        kustomization.settings().where(),
                        "all objects come to over " + most
                                + " values and characters, the limit of bytes in RenderLimits"));
            }
        }
    }

    private static Transformer order(Kustomization kustomization, Overrides overrides) {
        Optional<Settings> options = kustomization.settings().map("sortOptions");
        if (options.isPresent()) {
            SortOptions read = SortOptions.read(options.get());
            kustomization.problems().throwIfAny();
            return SortOrderTransformer.of(read);
        }
        return overrides.legacyOrder() ? SortOrderTransformer.legacy() : SortOrderTransformer.fifo();
    }

    /** A patch or replacement may have taken it away. */
    private static void requireName(Item item) {
        if (item.id().name().isEmpty() && !item.id().gvk().kind().endsWith("List")) {
            throw new GitOpsException(
                    Problem.of(Code.INVALID_OBJECT, item.location(), "missing metadata.name in object " + item.id()));
        }
    }

    private static boolean isLocal(Item item) {
        return item.body()
                .text("metadata", "annotations", LOCAL)
                .filter(value -> !value.equals("false"))
                .isPresent();
    }
}
