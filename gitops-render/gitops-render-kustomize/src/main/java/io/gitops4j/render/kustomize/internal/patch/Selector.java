package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.pattern.LabelSelector;
import io.gitops4j.core.pattern.LinearPattern;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which objects are meant: those whose group, version, kind, name and namespace match regular expressions as a whole, and whose
 * labels and annotations are selected; what is empty is any ({@code api/types/selector.go}, {@code api/resmap/reswrangler.go}).
 * Name and namespace may be those that an object had first. Immutable.
 */
public final class Selector {
    private final Predicate<String> group;
    private final Predicate<String> version;
    private final Predicate<String> kind;
    private final Predicate<String> name;
    private final Predicate<String> namespace;
    private final LabelSelector labels;
    private final LabelSelector annotations;
    private final boolean named;

    private Selector(Settings settings) {
        group = pattern(settings, "group");
        version = pattern(settings, "version");
        kind = pattern(settings, "kind");
        name = pattern(settings, "name");
        namespace = pattern(settings, "namespace");
        labels = labels(settings, "labelSelector");
        annotations = labels(settings, "annotationSelector");
        named = !settings.text("name").isEmpty();
    }

    /**
     * The selector that a map is.
     *
     * @throws GitOpsException where an expression or a selector in it is none
     */
    public static Selector read(Settings settings) {
        return new Selector(settings);
    }

    private static Predicate<String> pattern(Settings settings, String field) {
        String text = settings.text(field);
        if (text.isEmpty()) {
            return any -> true;
        }
        if (text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '/')) {
            return text::equals;
        }
        try {
            return LinearPattern.compile(text, false)::matches;
        } catch (IllegalArgumentException none) {
            throw wrong(
                    settings.where(field),
                    "the " + field + " of a target is a regular expression: " + none.getMessage());
        }
    }

    private static LabelSelector labels(Settings settings, String field) {
        try {
            return LabelSelector.parse(settings.text(field));
        } catch (IllegalArgumentException none) {
            throw wrong(settings.where(field), "unable to parse requirement: " + none.getMessage());
        }
    }

    private static GitOpsException wrong(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }

    /** Whether it asks for a name. */
    boolean isNamed() {
        return named;
    }

    /** Whether {@code item} is meant. */
    public boolean selects(Item item) {
        ResourceId now = item.id();
        ResourceId first = item.originalId();
        Gvk gvk = now.gvk();
        Node.Obj metadata = item.body().object("metadata");
        return kind.test(gvk.kind())
                && (name.test(first.name()) || name.test(now.name()))
                && (namespace.test(first.effectiveNamespace()) || namespace.test(now.effectiveNamespace()))
                && group.test(gvk.group())
                && version.test(gvk.version())
                && labels.selects(metadata.object("labels"))
                && annotations.selects(metadata.object("annotations"));
    }

    /** Where the objects are that are meant, in their order. */
    public List<Integer> positions(Items items) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (selects(items.get(i))) {
                positions.add(i);
            }
        }
        return positions;
    }
}
