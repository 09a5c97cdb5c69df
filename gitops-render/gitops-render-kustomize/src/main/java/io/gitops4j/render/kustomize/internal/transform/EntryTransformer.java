package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sets labels or annotations in the maps that field specs mean ({@code api/filters/labels}, {@code api/filters/annotations}).
 * Their values are strings, whatever they look like.
 */
public final class EntryTransformer implements Transformer {
    private static final String LABELS = "LabelTransformer";
    private static final String ANNOTATIONS = "AnnotationsTransformer";

    private final Map<String, Node> entries = new TreeMap<>();
    private final FieldSpecs specs;
    private final Cause cause;

    private EntryTransformer(Map<String, String> entries, FieldSpecs specs, Cause cause) {
        entries.forEach((key, value) -> this.entries.put(key, Node.of(value)));
        this.specs = specs;
        this.cause = cause;
    }

    /** Sets labels, which {@code where} asks for. */
    public static EntryTransformer labels(Map<String, String> labels, FieldSpecs specs, Location where) {
        return new EntryTransformer(labels, specs, Cause.of(LABELS, where));
    }

    /** Sets annotations, which {@code where} asks for. */
    public static EntryTransformer annotations(Map<String, String> annotations, FieldSpecs specs, Location where) {
        return new EntryTransformer(annotations, specs, Cause.of(ANNOTATIONS, where));
    }

    /** Those of {@code labels}, then that of {@code commonLabels}, in a kustomization. */
    public static List<Transformer> labelsOfKustomization(Settings settings, TransformerConfiguration configuration) {
        List<Transformer> all = new ArrayList<>();
        for (Label label : settings.list("labels", Label::read)) {
            all.add(labels(label.pairs(), label.specs(configuration), label.where()));
        }
        Map<String, String> common = settings.textByKey("commonLabels");
        // as upstream, which counts one for commonLabels wherever there is one for labels
        if (!common.isEmpty() || !all.isEmpty()) {
            all.add(labels(common, configuration.specs(FieldUse.COMMON_LABELS), settings.where("commonLabels")));
        }
        return all;
    }

    /** That of {@code commonAnnotations} in a kustomization. */
    public static List<Transformer> annotationsOfKustomization(
            Settings settings, TransformerConfiguration configuration) {
        Map<String, String> common = settings.textByKey("commonAnnotations");
        return common.isEmpty()
                ? List.of()
                : List.of(annotations(
                        common, configuration.specs(FieldUse.COMMON_ANNOTATIONS), settings.where("commonAnnotations")));
    }

    /** That of a configuration of kind {@code LabelTransformer}. */
    public static Transformer ofLabelPlugin(Settings settings) {
        return labels(settings.textByKey("labels"), specs(settings), settings.where("labels"));
    }

    /** That of a configuration of kind {@code AnnotationsTransformer}. */
    public static Transformer ofAnnotationsPlugin(Settings settings) {
        return annotations(settings.textByKey("annotations"), specs(settings), settings.where("annotations"));
    }

    private static FieldSpecs specs(Settings settings) {
        return FieldSpecs.of(settings.list("fieldSpecs", FieldSpec::read));
    }

    @Override
    public String name() {
        return cause.transformer();
    }

    @Override
    public void transform(Items items) {
        if (!entries.isEmpty()) {
            FieldEdit edit = new FieldEdit(specs, Made.OBJECT, cause);
            items.replaceAll(item -> {
                Map<String, List<Path>> added = new TreeMap<>();
                return edit.change(item, (value, path) -> set(value, path, added))
                        .aliased(added);
            });
        }
    }

    private Node set(Node value, Path path, Map<String, List<Path>> added) {
        if (value.kind() == Node.Kind.NULL) {
            // a null that the field spec does not let become a map
            return value;
        }
        if (!(value instanceof Node.Obj map)) {
            throw FieldProblem.wrongKind(path, "MappingNode", value);
        }
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            Node before = map.get(entry.getKey());
            if (before == null) {
                added.computeIfAbsent(entry.getKey(), none -> new ArrayList<>(2))
                        .add(path);
            }
            if (!entry.getValue().equals(before)) {
                map = map.with(entry.getKey(), entry.getValue());
            }
        }
        return map;
    }
}
