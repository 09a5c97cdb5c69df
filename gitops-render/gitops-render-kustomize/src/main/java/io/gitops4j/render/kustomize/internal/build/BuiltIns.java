package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.field.CrdFields;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.generate.DataGenerator;
import io.gitops4j.render.kustomize.internal.generate.Generator;
import io.gitops4j.render.kustomize.internal.generate.GlobalOptions;
import io.gitops4j.render.kustomize.internal.merge.MergeProblem;
import io.gitops4j.render.kustomize.internal.merge.OpenApiChoice;
import io.gitops4j.render.kustomize.internal.patch.PatchContext;
import io.gitops4j.render.kustomize.internal.patch.PatchJson6902Transformer;
import io.gitops4j.render.kustomize.internal.patch.PatchStrategicMergeTransformer;
import io.gitops4j.render.kustomize.internal.patch.PatchTransformer;
import io.gitops4j.render.kustomize.internal.patch.Selector;
import io.gitops4j.render.kustomize.internal.reference.ReplacementTransformer;
import io.gitops4j.render.kustomize.internal.reference.Variable;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import io.gitops4j.render.kustomize.internal.transform.EntryTransformer;
import io.gitops4j.render.kustomize.internal.transform.ImageTagTransformer;
import io.gitops4j.render.kustomize.internal.transform.NameAffixTransformer;
import io.gitops4j.render.kustomize.internal.transform.NamespaceTransformer;
import io.gitops4j.render.kustomize.internal.transform.ReplicaCountTransformer;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import io.gitops4j.render.kustomize.internal.transform.ValueAddTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The generators and transformers that kustomization fields stand for, in the order in which they run ({@code
 * api/internal/target/kusttarget_configplugin.go}), with the schemas that one build goes by. For one thread.
 */
final class BuiltIns {
    private final TextLimits limits;
    private final ObjectReader reader;
    private final OpenApiChoice schemas = new OpenApiChoice();
    private boolean chosen;

    BuiltIns(TextLimits limits) {
        this.limits = limits;
        this.reader = new ObjectReader(limits);
    }

    /** Takes the choice of schemas of a kustomization before it is accumulated. */
    void choose(Kustomization kustomization, Root root, boolean first) {
        Settings settings = kustomization.settings();
        Optional<Settings> openApi = settings.map("openapi");
        chosen |= openApi.isPresent();
        String path = openApi.map(map -> map.text("path")).orElse("");
        String version = openApi.map(map -> map.text("version")).orElse("");
        Node.Obj document = null;
        if (!path.isEmpty()) {
            Location where = openApi.orElseThrow().where("path");
            document = Parser.tolerant().limits(limits).parseOne(root.name(path), root.read(path, where));
        }
        try {
            schemas.choose(version.isEmpty() ? null : version, document, first);
        } catch (MergeProblem problem) {
            throw new GitOpsException(Problem.of(
                    Code.INVALID_CONFIGURATION, settings.where("openapi"), String.valueOf(problem.getMessage())));
        }
    }

    /** Whether no kustomization so far chose schemas: what a folder comes to depends on what was chosen before. */
    boolean choiceIsPlain() {
        return !chosen;
    }

    /** Which kinds have no namespace. */
    Scopes scopes() {
        return schemas;
    }

    /** The objects of a file. */
    List<Item> objects(String name, byte[] content) {
        return reader.read(name, content).stream()
                .map(read -> read.item(schemas))
                .toList();
    }

    /** The objects that an entry is, where it is no path. */
    Optional<List<Item>> inline(Placed<String> entry) {
        if (entry.value().indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.inline(entry.value(), entry.where()).stream()
                    .map(read -> read.item(schemas))
                    .toList());
        } catch (GitOpsException path) {
            return Optional.empty();
        }
    }

    /** The limits of each file. */
    TextLimits limits() {
        return limits;
    }

    /** The field specs that a kustomization goes by. */
    TransformerConfiguration configuration(Kustomization kustomization, Root root) {
        Problems problems = Problems.none();
        Parser parser = Parser.strict().limits(limits);
        TransformerConfiguration configuration =
                TransformerConfiguration.load(kustomization.configurations(), root, parser, problems);
        TransformerConfiguration crds = CrdFields.load(kustomization.crds(), root, parser, problems);
        problems.throwIfAny();
        return configuration.merge(crds, kustomization.settings().where());
    }

    List<Generator> generators(Kustomization kustomization, Root root, ChartGenerators charts) {
        Settings settings = kustomization.settings();
        GlobalOptions options = GlobalOptions.read(settings.map("generatorOptions"));
        List<Generator> all = new ArrayList<>();
        all.addAll(settings.list("configMapGenerator", one -> DataGenerator.configMap(one, options, root)));
        all.addAll(settings.list("secretGenerator", one -> DataGenerator.secret(one, options, root)));
        all.addAll(charts.ofKustomization(settings));
        kustomization.problems().throwIfAny();
        return all;
    }

    List<Transformer> transformers(Kustomization kustomization, Root root, TransformerConfiguration fields) {
        Settings settings = kustomization.settings();
        PatchContext patching = new PatchContext(reader, root, schemas);
        List<Transformer> all = new ArrayList<>();
        List<Placed<String>> merges = settings.texts("patchesStrategicMerge");
        if (!merges.isEmpty()) {
            all.add(PatchStrategicMergeTransformer.of(merges, settings.where("patchesStrategicMerge"), patching));
        }
        all.addAll(settings.list("patches", one -> PatchTransformer.read(one, patching)));
        all.addAll(NamespaceTransformer.ofKustomization(settings, fields));
        all.addAll(NameAffixTransformer.ofKustomization(settings, fields));
        all.addAll(EntryTransformer.labelsOfKustomization(settings, fields));
        all.addAll(EntryTransformer.annotationsOfKustomization(settings, fields));
        all.addAll(settings.list("patchesJson6902", one -> PatchJson6902Transformer.read(one, patching)));
        all.addAll(ReplicaCountTransformer.ofKustomization(settings, fields));
        all.addAll(ImageTagTransformer.ofKustomization(settings, fields));
        if (settings.has("replacements")) {
            all.add(ReplacementTransformer.ofKustomization(settings, root, limits));
        }
        kustomization.problems().throwIfAny();
        return all;
    }

    /** The variables of a kustomization. */
    List<Variable> variables(Kustomization kustomization) {
        List<Variable> variables = kustomization.settings().list("vars", Variable::read);
        kustomization.problems().throwIfAny();
        return variables;
    }

    /** The plugin of that kind, which patches objects or selects them as patches do. */
    Transformer patching(String kind, Settings settings, Root root, Problems problems) {
        PatchContext patching = new PatchContext(reader, root, schemas);
        return switch (kind) {
            case "PatchTransformer" -> PatchTransformer.ofPlugin(settings, patching);
            case "PatchJson6902Transformer" -> PatchJson6902Transformer.ofPlugin(settings, patching);
            case "PatchStrategicMergeTransformer" -> PatchStrategicMergeTransformer.ofPlugin(settings, patching);
            default ->
                ValueAddTransformer.ofPlugin(
                        settings,
                        root.folder().name(),
                        root,
                        selector -> Selector.read(selector)::selects,
                        Parser.strict().limits(limits),
                        problems);
        };
    }
}
