package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes names, tags and digests of images ({@code api/filters/imagetag}). Each object is walked once for all images. */
public final class ImageTagTransformer implements Transformer {
    private static final String NAME = "ImageTagTransformer";

    /** An entry, ready for use. */
    private record Entry(Image image, ImageName name, Cause cause) {}

    private final List<Entry> entries;
    private final FieldSpecs specs;

    private ImageTagTransformer(List<Image> images, FieldSpecs specs) {
        this.entries = images.stream()
                .map(image -> new Entry(image, new ImageName(image.name()), Cause.of(NAME, image.where())))
                .toList();
        this.specs = specs;
    }

    /** Changes {@code images}, one after another. */
    public static ImageTagTransformer of(List<Image> images, FieldSpecs specs) {
        return new ImageTagTransformer(images, specs);
    }

    /** That of {@code images}, once {@code imageTags}, in a kustomization. */
    public static List<Transformer> ofKustomization(Settings settings, TransformerConfiguration configuration) {
        List<Image> images = new ArrayList<>(settings.list("images", Settings.strictly(Image::read)));
        images.addAll(settings.list("imageTags", Settings.strictly(Image::read)));
        return images.isEmpty() ? List.of() : List.of(of(images, configuration.specs(FieldUse.IMAGES)));
    }

    /** That of a configuration of kind {@code ImageTagTransformer}. */
    public static Transformer ofPlugin(Settings settings) {
        List<Image> images =
                settings.map("imageTag").map(Image::read).map(List::of).orElse(List.of());
        return of(images, FieldSpecs.of(settings.list("fieldSpecs", FieldSpec::read)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void transform(Items items) {
        if (entries.isEmpty()) {
            return;
        }
        Map<Gvk, List<FieldSpec>> byKind = new HashMap<>();
        items.replaceAll(item -> {
            Gvk kind = item.id().gvk();
            // what a definition says of containers are no containers
            return kind.kind().equals("CustomResourceDefinition")
                    ? item
                    : change(item, byKind.computeIfAbsent(kind, specs::of));
        });
    }

    private Item change(Item item, List<FieldSpec> selected) {
        ImageFields fields;
        try {
            fields = ImageFields.of(item.body(), selected);
        } catch (FieldProblem problem) {
            throw FieldEdit.failed(item, entries.get(0).cause(), problem, "");
        }
        Item changed = item.with(fields.body(), entries.get(0).cause());
        for (Entry entry : entries) {
            Node body = changed.body();
            for (Map.Entry<Path, Integer> field : fields.visits().entrySet()) {
                body = change(body, field.getKey(), field.getValue(), entry);
            }
            changed = changed.with((Node.Obj) body, entry.cause());
        }
        return changed;
    }

    private static Node change(Node body, Path path, int times, Entry entry) {
        String before = Scalars.text(body.at(path).orElseThrow(), path);
        String image = before;
        for (int i = 0; i < times && entry.name().matches(image); i++) {
            image = entry.image().change(image);
        }
        return image.equals(before) ? body : body.with(path, Node.of(image));
    }
}
