package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Location;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Runs the transformers that work by field specs over objects, in the order in which a kustomization runs them. */
final class SampleBuild {
    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "v1 Namespace",
            "v1 PersistentVolume",
            "rbac.authorization.k8s.io/v1 ClusterRole",
            "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            "apiregistration.k8s.io/v1 APIService",
            "storage.k8s.io/v1 StorageClass",
            "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration",
            "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration");
    static final Scopes SCOPES = SampleBuild::clusterScoped;

    private final Map<String, String> files;

    SampleBuild(Map<String, String> files) {
        this.files = files;
    }

    private static boolean clusterScoped(Gvk gvk) {
        return CLUSTER_SCOPED.contains(gvk.apiVersion() + " " + gvk.kind());
    }

    /** The objects of {@code resources} after the transformers of {@code kustomization}. */
    Items run(String kustomization, String resources) {
        Problems problems = Problems.none();
        Settings settings = settings("kustomization.yaml", kustomization, problems);
        TransformerConfiguration configuration = TransformerConfiguration.empty()
                .merge(
                        TransformerConfiguration.load(
                                settings.texts("configurations"), files(), Parser.strict(), problems),
                        settings.where());
        problems.throwIfAny();
        List<Transformer> transformers = new ArrayList<>();
        transformers.addAll(NamespaceTransformer.ofKustomization(settings, configuration));
        transformers.addAll(NameAffixTransformer.ofKustomization(settings, configuration));
        transformers.addAll(EntryTransformer.labelsOfKustomization(settings, configuration));
        transformers.addAll(EntryTransformer.annotationsOfKustomization(settings, configuration));
        transformers.addAll(ReplicaCountTransformer.ofKustomization(settings, configuration));
        transformers.addAll(ImageTagTransformer.ofKustomization(settings, configuration));
        problems.throwIfAny();
        Items items = items(resources);
        transformers.forEach(transformer -> transformer.transform(items));
        return items;
    }

    /** The objects of {@code resources} after the transformer that {@code ofPlugin} makes of {@code config}. */
    static Items plugin(Function<Settings, Transformer> ofPlugin, String config, String resources) {
        Problems problems = Problems.none();
        Transformer transformer =
                ofPlugin.apply(settings("config.yaml", config, problems).scalarsAsText());
        problems.throwIfAny();
        Items items = items(resources);
        transformer.transform(items);
        return items;
    }

    /** The objects as YAML. */
    static String yaml(Items items) {
        return Printer.yaml(items.list().stream().map(Item::body).toList());
    }

    static void sort(Items items, String sortOptions) {
        Problems problems = Problems.none();
        SortOptions options = SortOptions.read(settings("kustomization.yaml", sortOptions, problems));
        problems.throwIfAny();
        SortOrderTransformer.of(options).transform(items);
    }

    static Settings settings(String file, String text, Problems problems) {
        Document document = Parser.strict().parseYaml(file, text).get(0);
        return Settings.of(document, (Node.Obj) document.root(), problems);
    }

    static Items items(String resources) {
        Items items = new Items();
        for (Document document : Parser.strict().parseYaml("resources.yaml", resources)) {
            items.append(Item.of((Node.Obj) document.root(), Origins.of(document), SCOPES));
        }
        return items;
    }

    Files files() {
        return new Files() {
            @Override
            public byte[] read(String path, Location where) {
                return files.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String name(String path) {
                return path;
            }
        };
    }
}
