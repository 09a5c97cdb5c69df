package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.Suggestion;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.generate.DataGenerator;
import io.gitops4j.render.kustomize.internal.generate.Generator;
import io.gitops4j.render.kustomize.internal.generate.IamPolicyGenerator;
import io.gitops4j.render.kustomize.internal.reference.ReplacementTransformer;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.transform.EntryTransformer;
import io.gitops4j.render.kustomize.internal.transform.HashTransformer;
import io.gitops4j.render.kustomize.internal.transform.ImageTagTransformer;
import io.gitops4j.render.kustomize.internal.transform.NameAffixTransformer;
import io.gitops4j.render.kustomize.internal.transform.NamespaceTransformer;
import io.gitops4j.render.kustomize.internal.transform.ReplicaCountTransformer;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.List;
import java.util.function.Supplier;

/**
 * The generators and transformers that are configured by objects of their own, as {@code generators}, {@code transformers} and
 * {@code validators} list them ({@code api/internal/plugins/loader/loader.go}). There are the built-in ones; programs and
 * containers are refused.
 */
final class Plugins {
    static final List<String> KINDS = List.of(
            "AnnotationsTransformer",
            "ConfigMapGenerator",
            "HashTransformer",
            "HelmChartInflationGenerator",
            "IAMPolicyGenerator",
            "ImageTagTransformer",
            "LabelTransformer",
            "NamespaceTransformer",
            "PatchJson6902Transformer",
            "PatchStrategicMergeTransformer",
            "PatchTransformer",
            "PrefixSuffixTransformer",
            "PrefixTransformer",
            "ReplacementTransformer",
            "ReplicaCountTransformer",
            "SecretGenerator",
            "SuffixTransformer",
            "ValueAddTransformer");

    private final BuiltIns builtIns;
    private final ChartGenerators charts;

    Plugins(BuiltIns builtIns, ChartGenerators charts) {
        this.builtIns = builtIns;
        this.charts = charts;
    }

    /** The generator that {@code config} configures. */
    Generator generator(Item config, Root root) {
        return configured(config, () -> makeGenerator(config, root));
    }

    /** Runs {@code make}; what it throws says that it was the configuration of this plugin. */
    private static <T> T configured(Item config, Supplier<T> make) {
        try {
            return make.get();
        } catch (GitOpsException failure) {
            throw new GitOpsException(failure.problems().stream()
                    .map(problem -> new Problem(
                            problem.code(),
                            "plugin " + config.originalId() + " fails configuration: " + problem.message(),
                            problem.where(),
                            problem.retryable()))
                    .toList());
        }
    }

    private Generator makeGenerator(Item config, Root root) {
        Problems problems = Problems.none();
        Settings settings = settings(config, problems);
        Generator generator = switch (kind(config)) {
            case "ConfigMapGenerator" -> DataGenerator.configMapPlugin(settings, root);
            case "SecretGenerator" -> DataGenerator.secretPlugin(settings, root);
            case "IAMPolicyGenerator" -> IamPolicyGenerator.ofPlugin(settings);
            case "HelmChartInflationGenerator" -> charts.ofPlugin(settings);
            default -> throw refused(config, "plugin " + config.originalId() + " not a generator");
        };
        problems.throwIfAny();
        return generator;
    }

    /** The transformers that {@code config} configures. */
    List<Transformer> transformers(Item config, Root root) {
        return configured(config, () -> makeTransformers(config, root));
    }

    private List<Transformer> makeTransformers(Item config, Root root) {
        Problems problems = Problems.none();
        Settings settings = settings(config, problems);
        List<Transformer> transformers = switch (kind(config)) {
            case "AnnotationsTransformer" -> List.of(EntryTransformer.ofAnnotationsPlugin(settings));
            case "HashTransformer" -> List.of(HashTransformer.of(config.location()));
            case "ImageTagTransformer" -> List.of(ImageTagTransformer.ofPlugin(settings));
            case "LabelTransformer" -> List.of(EntryTransformer.ofLabelPlugin(settings));
            case "NamespaceTransformer" -> List.of(NamespaceTransformer.ofPlugin(settings));
            case "PrefixSuffixTransformer" -> NameAffixTransformer.ofPrefixSuffixPlugin(settings);
            case "PrefixTransformer" -> List.of(NameAffixTransformer.ofPrefixPlugin(settings));
            case "SuffixTransformer" -> List.of(NameAffixTransformer.ofSuffixPlugin(settings));
            case "ReplacementTransformer" ->
                List.of(ReplacementTransformer.ofPlugin(settings, root, builtIns.limits()));
            case "ReplicaCountTransformer" -> List.of(ReplicaCountTransformer.ofPlugin(settings));
            case "PatchTransformer",
                    "PatchJson6902Transformer",
                    "PatchStrategicMergeTransformer",
                    "ValueAddTransformer" -> List.of(builtIns.patching(kind(config), settings, root, problems));
            default -> throw refused(config, "plugin " + config.originalId() + " not a transformer");
        };
        problems.throwIfAny();
        return transformers;
    }

    private static Settings settings(Item config, Problems problems) {
        return Settings.of(config.body(), path -> config.origins().at(path).location(), problems)
                .scalarsAsText();
    }

    /** The kind of a built-in plugin. */
    private static String kind(Item config) {
        Gvk gvk = config.id().gvk();
        if (!gvk.group().isEmpty() || !gvk.version().equals("builtin")) {
            throw new GitOpsException(Problem.of(
                    Code.NOT_SUPPORTED,
                    config.location(),
                    "only plugins built into kustomize are run, of apiVersion builtin, and '" + gvk.kind() + "' is of '"
                            + gvk.apiVersion() + "': programs and containers of a repository do not run in the host; "
                            + "render it where it may run and commit what it gives"));
        }
        if (!KINDS.contains(gvk.kind())) {
            throw refused(config, "unable to load builtin " + gvk + Suggestion.didYouMean(gvk.kind(), KINDS));
        }
        return gvk.kind();
    }

    private static GitOpsException refused(Item config, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, config.location(), message));
    }
}
