package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Location;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import io.gitops4j.render.kustomize.internal.transform.NameAffixTransformer;
import io.gitops4j.render.kustomize.internal.transform.NamespaceTransformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Builds folders with as much of a kustomization as references need: resources, names, namespaces, variables, replacements. */
final class SmallBuild {
    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "APIService",
            "ClusterRole",
            "ClusterRoleBinding",
            "CustomResourceDefinition",
            "IngressClass",
            "MutatingWebhookConfiguration",
            "Namespace",
            "PersistentVolume",
            "PriorityClass",
            "StorageClass",
            "ValidatingWebhookConfiguration");

    static final Scopes SCOPES = gvk -> CLUSTER_SCOPED.contains(gvk.kind());

    private final Variables variables = new Variables();
    private final List<Item> items = new ArrayList<>();
    private List<String> unused = List.of();

    /** The objects of {@code folder}. */
    static SmallBuild of(Path folder) {
        SmallBuild build = accumulate(folder);
        Items all = new Items(build.items);
        TransformerConfiguration configuration = TransformerConfiguration.defaults();
        new NameReferenceTransformer(configuration.namingFields()).transform(all);
        build.unused = build.variables.resolve(all, configuration.specs(FieldUse.VAR_REFERENCE), TextLimits.defaults());
        all.requireDistinct();
        build.items.clear();
        build.items.addAll(all.list());
        return build;
    }

    List<Item> items() {
        return items;
    }

    List<String> unused() {
        return unused;
    }

    List<Node> bodies() {
        return items.stream().<Node>map(Item::body).toList();
    }

    private static SmallBuild accumulate(Path folder) {
        SmallBuild build = new SmallBuild();
        Items items = new Items();
        Document document = Parser.strict()
                .parse("kustomization.yaml", content(folder.resolve("kustomization.yaml")))
                .get(0);
        Problems problems = Problems.none();
        Settings settings = Settings.of(document, (Node.Obj) document.root(), problems);
        for (Settings.Placed<String> resource : settings.texts("resources")) {
            Path file = folder.resolve(resource.value());
            if (java.nio.file.Files.isDirectory(file)) {
                SmallBuild base = accumulate(file);
                items.appendAll(base.items);
                build.variables.addAll(base.variables);
            } else {
                read(file.getFileName().toString(), content(file)).forEach(items::append);
            }
        }
        TransformerConfiguration configuration = TransformerConfiguration.defaults();
        NamespaceTransformer.ofKustomization(settings, configuration).forEach(t -> t.transform(items));
        NameAffixTransformer.ofKustomization(settings, configuration).forEach(t -> t.transform(items));
        ReplacementTransformer replacements =
                ReplacementTransformer.ofKustomization(settings, files(folder), TextLimits.defaults());
        List<Variable> declared = settings.list("vars", Variable::read);
        problems.throwIfAny();
        replacements.transform(items);
        build.variables.declare(declared, items);
        build.items.addAll(items.list());
        return build;
    }

    /** The objects of a text. */
    static List<Item> read(String file, byte[] text) {
        return new ObjectReader(TextLimits.defaults())
                .read(file, text).stream().map(read -> read.item(SCOPES)).toList();
    }

    private static byte[] content(Path file) {
        try {
            return java.nio.file.Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Files files(Path folder) {
        return new Files() {
            @Override
            public byte[] read(String path, Location where) {
                return content(folder.resolve(path));
            }

            @Override
            public String name(String path) {
                return path;
            }
        };
    }
}
