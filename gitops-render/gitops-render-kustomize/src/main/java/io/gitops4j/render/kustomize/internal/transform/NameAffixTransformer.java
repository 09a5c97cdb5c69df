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
import io.gitops4j.render.kustomize.internal.field.FieldWalk;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a prefix before, or a suffix after, the names of objects ({@code api/internal/builtins/PrefixTransformer.go}). What an
 * object is named by, as a definition is by its group, or a namespace by those in it, keeps its name.
 */
public final class NameAffixTransformer implements Transformer {
    private static final String NAME_PATH = "metadata/name";
    private static final List<Gvk> KEPT = List.of(
            new Gvk("", "", "CustomResourceDefinition"),
            new Gvk("apiregistration.k8s.io", "", "APIService"),
            new Gvk("", "", "Namespace"));

    /** Before or after. */
    private enum Side {
        PREFIX("PrefixTransformer", "prefix", "namePrefix", FieldUse.NAME_PREFIX),
        SUFFIX("SuffixTransformer", "suffix", "nameSuffix", FieldUse.NAME_SUFFIX);

        private final String transformer;
        private final String field;
        private final String kustomizationField;
        private final FieldUse use;

        Side(String transformer, String field, String kustomizationField, FieldUse use) {
            this.transformer = transformer;
            this.field = field;
            this.kustomizationField = kustomizationField;
            this.use = use;
        }

        String join(String affix, String name) {
            return this == PREFIX ? affix + name : name + affix;
        }

        Item noted(Item item, String affix) {
            return this == PREFIX ? item.prefixed(affix) : item.suffixed(affix);
        }
    }

    private final Side side;
    private final String affix;
    private final FieldSpecs specs;
    private final Cause cause;

    private NameAffixTransformer(Side side, String affix, FieldSpecs specs, Location where) {
        this.side = side;
        this.affix = affix;
        this.specs = specs;
        this.cause = Cause.of(side.transformer, where);
    }

    /** Puts {@code prefix}, which {@code where} asks for, before names. */
    public static NameAffixTransformer prefix(String prefix, FieldSpecs specs, Location where) {
        return new NameAffixTransformer(Side.PREFIX, prefix, specs, where);
    }

    /** Puts {@code suffix}, which {@code where} asks for, after names. */
    public static NameAffixTransformer suffix(String suffix, FieldSpecs specs, Location where) {
        return new NameAffixTransformer(Side.SUFFIX, suffix, specs, where);
    }

    /** Those of {@code namePrefix} and {@code nameSuffix} in a kustomization. */
    public static List<Transformer> ofKustomization(Settings settings, TransformerConfiguration configuration) {
        return List.of(Side.values()).stream()
                .filter(side -> !settings.text(side.kustomizationField).isEmpty())
                .<Transformer>map(side -> new NameAffixTransformer(
                        side,
                        settings.text(side.kustomizationField),
                        configuration.specs(side.use),
                        settings.where(side.kustomizationField)))
                .toList();
    }

    /** That of a configuration of kind {@code PrefixTransformer}. */
    public static Transformer ofPrefixPlugin(Settings settings) {
        return ofPlugin(Side.PREFIX, settings);
    }

    /** That of a configuration of kind {@code SuffixTransformer}. */
    public static Transformer ofSuffixPlugin(Settings settings) {
        return ofPlugin(Side.SUFFIX, settings);
    }

    /** Those of a configuration of kind {@code PrefixSuffixTransformer}, which is older than the other two. */
    public static List<Transformer> ofPrefixSuffixPlugin(Settings settings) {
        return List.of(ofPrefixPlugin(settings), ofSuffixPlugin(settings));
    }

    private static Transformer ofPlugin(Side side, Settings settings) {
        if (!settings.has("fieldSpecs")) {
            settings.wrong(
                    "fieldSpecs", "fieldSpecs is not expected to be nil; name the fields, such as path: " + NAME_PATH);
        }
        return new NameAffixTransformer(
                side,
                settings.text(side.field),
                FieldSpecs.of(settings.list("fieldSpecs", FieldSpec::read)),
                settings.where(side.field));
    }

    @Override
    public String name() {
        return side.transformer;
    }

    @Override
    public void transform(Items items) {
        Map<Gvk, List<FieldSpec>> byKind = new HashMap<>();
        items.replaceAll(item -> {
            Gvk original = item.originalId().gvk();
            return change(item, byKind.computeIfAbsent(original, this::specsOf));
        });
    }

    private List<FieldSpec> specsOf(Gvk kind) {
        return KEPT.stream().anyMatch(kind::isSelectedBy) ? List.of() : specs.of(kind);
    }

    private Item change(Item item, List<FieldSpec> selected) {
        Item changed = item;
        try {
            for (FieldSpec spec : selected) {
                if (spec.path().equals(NAME_PATH) && !affix.isEmpty()) {
                    changed = side.noted(changed, affix).rememberingId();
                }
                changed = changed.with(FieldWalk.change(changed.body(), spec, Made.SCALAR, this::set), cause);
            }
        } catch (FieldProblem problem) {
            throw FieldEdit.failed(item, cause, problem, "");
        }
        return changed;
    }

    private Node set(Node value, Path path) {
        String name = Scalars.text(value, path);
        return affix.isEmpty() ? value : Node.of(side.join(affix, name));
    }
}
