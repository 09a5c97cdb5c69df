package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Texts;
import io.gitops4j.render.kustomize.internal.transform.Transformer;
import java.util.ArrayList;
import java.util.List;

/** The patches of a kustomization file as transformers, in the order in which Kustomize applies them. */
final class TransformerFields {
    private TransformerFields() {}

    static List<Transformer> of(String kustomization, PatchContext context) {
        Document document =
                Parser.strict().parseYaml("kustomization.yaml", kustomization).get(0);
        Problems problems = Problems.none();
        Settings settings = Settings.of(document, (Node.Obj) document.root(), problems);
        List<Transformer> all = new ArrayList<>();
        if (settings.has("patchesStrategicMerge")) {
            all.add(PatchStrategicMergeTransformer.of(
                    settings.texts("patchesStrategicMerge"), settings.where("patchesStrategicMerge"), context));
        }
        all.addAll(settings.list("patches", entry -> PatchTransformer.read(entry, context)));
        all.addAll(settings.list("patchesJson6902", entry -> PatchJson6902Transformer.read(entry, context)));
        problems.throwIfAny();
        return all;
    }

    /** The object as a build prints it, with annotations that are strings. */
    static Node.Obj printed(Item item) {
        return Texts.inMetadata(item.body(), "annotations", item.spelling());
    }
}
