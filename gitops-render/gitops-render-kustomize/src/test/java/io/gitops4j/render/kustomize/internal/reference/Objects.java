package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Location;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.transform.NameAffixTransformer;
import io.gitops4j.render.kustomize.internal.transform.NamespaceTransformer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The objects of a build, on which tests write what is done one step after another. */
final class Objects {
    private static final TransformerConfiguration CONFIGURATION = TransformerConfiguration.defaults();
    private static final Location HERE = Location.file("kustomization.yaml");

    private final Items items;

    private Objects(Items items) {
        this.items = items;
    }

    static Objects of(String yaml) {
        return new Objects(new Items(SmallBuild.read("objects.yaml", yaml.getBytes(StandardCharsets.UTF_8))));
    }

    Objects prefixed(String prefix) {
        NameAffixTransformer.prefix(prefix, CONFIGURATION.specs(FieldUse.NAME_PREFIX), HERE)
                .transform(items);
        return this;
    }

    Objects suffixed(String suffix) {
        NameAffixTransformer.suffix(suffix, CONFIGURATION.specs(FieldUse.NAME_SUFFIX), HERE)
                .transform(items);
        return this;
    }

    Objects in(String namespace) {
        NamespaceTransformer.of(namespace, CONFIGURATION.specs(FieldUse.NAMESPACE), HERE)
                .transform(items);
        return this;
    }

    Objects and(Objects more) {
        items.appendAll(more.items.list());
        return this;
    }

    Objects referencesMended() {
        new NameReferenceTransformer(CONFIGURATION.namingFields()).transform(items);
        return this;
    }

    Objects replaced(String kustomization) {
        return replaced(kustomization, Map.of());
    }

    Objects replaced(String kustomization, Map<String, String> files) {
        Problems problems = Problems.none();
        ReplacementTransformer transformer = ReplacementTransformer.ofKustomization(
                settings(kustomization, problems), files(files), TextLimits.defaults());
        problems.throwIfAny();
        transformer.transform(items);
        return this;
    }

    static Settings settings(String yaml, Problems problems) {
        Document document =
                Parser.strict().parseYaml("kustomization.yaml", yaml).get(0);
        return Settings.of(document, (Node.Obj) document.root(), problems);
    }

    static Files files(Map<String, String> files) {
        return new Files() {
            @Override
            public byte[] read(String path, Location where) {
                return files.get(path).getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String name(String path) {
                return path;
            }
        };
    }

    Items items() {
        return items;
    }

    Item item(String kindAndName) {
        return items.list().stream()
                .filter(item -> (item.id().gvk().kind() + "/" + item.id().name()).equals(kindAndName))
                .findFirst()
                .orElseThrow();
    }

    /** The value at the keys and indexes {@code path}, separated by dots, of an object, as JSON. */
    String at(String kindAndName, String path) {
        FieldPath.Found found = FieldPath.of(path).in(item(kindAndName).body());
        return found == null ? "absent" : Printer.json(found.value(), Mask.none());
    }
}
