package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.KindOrder;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields the transformers change ({@code api/internal/plugins/builtinconfig/transformerconfig.go}): Kustomize's own, what
 * {@code configurations} add, and what {@code crds} tell. Immutable and shared: what adds nothing costs nothing, so that every
 * kustomization of a tree merges those of its bases.
 *
 * <p>A kustomization starts with {@link #empty()} and merges those of its bases, then the one that {@link #load} gives, then
 * that of its definitions; the order counts (see {@link FieldSpecs#merge}). Everything is in the order of {@link KindOrder}.
 */
public final class TransformerConfiguration {
    private static final Comparator<NameReference> BY_TARGET =
            Comparator.comparing(NameReference::target, KindOrder.legacy().comparator());
    private static final TransformerConfiguration EMPTY =
            new TransformerConfiguration(new EnumMap<>(FieldUse.class), List.of());

    private final Map<FieldUse, FieldSpecs> specs;
    private final List<NameReference> references;
    /** What is left of this when it is merged into nothing, once that is known. */
    private volatile @Nullable TransformerConfiguration distinct;

    private volatile @Nullable NamingFields naming;

    private TransformerConfiguration(Map<FieldUse, FieldSpecs> specs, List<NameReference> references) {
        this.specs = specs;
        this.references = references;
    }

    /** Kustomize's own, read once. */
    private static final class Defaults {
        static final TransformerConfiguration ALL = DefaultFields.read();
    }

    /** Kustomize's own. */
    public static TransformerConfiguration defaults() {
        return Defaults.ALL;
    }

    /** No field at all. */
    public static TransformerConfiguration empty() {
        return EMPTY;
    }

    /** These fields, in whatever order. */
    static TransformerConfiguration of(Map<FieldUse, FieldSpecs> specs, List<NameReference> references) {
        Map<FieldUse, FieldSpecs> all = new EnumMap<>(FieldUse.class);
        specs.forEach((use, fields) -> all.put(use, fields.sorted()));
        return new TransformerConfiguration(
                all, references.stream().sorted(BY_TARGET).toList());
    }

    /**
     * Kustomize's own fields and those of the files that {@code configurations} of a kustomization names.
     *
     * @param parser for the files; upstream refuses keys that are there twice
     * @param problems takes what is wrong in them
     */
    public static TransformerConfiguration load(
            List<Placed<String>> paths, Files files, Parser parser, Problems problems) {
        TransformerConfiguration[] all = {EMPTY};
        for (Placed<String> path : paths) {
            problems.during(() -> {
                List<Document> documents =
                        parser.parse(files.name(path.value()), files.read(path.value(), path.where()));
                if (!documents.isEmpty()) {
                    all[0] = all[0].merge(read(documents.get(0), problems), path.where());
                }
            });
        }
        TransformerConfiguration[] result = {defaults()};
        Location where = paths.isEmpty() ? Location.nowhere() : paths.get(0).where();
        problems.during(() -> result[0] = defaults().merge(all[0], where));
        return result[0];
    }

    private static TransformerConfiguration read(Document document, Problems problems) {
        Location where = document.marks().locate(Path.root());
        if (document.root().kind() == Node.Kind.NULL) {
            return EMPTY;
        }
        if (!(document.root() instanceof Node.Obj root)) {
            throw new GitOpsException(
                    Problem.of(Code.INVALID_CONFIGURATION, where, "a configuration is a mapping of fields"));
        }
        return read(Settings.of(document, root, problems).scalarsAsText());
    }

    /** The fields that a configuration states; one that there is no use for is an error. */
    public static TransformerConfiguration read(Settings settings) {
        Map<FieldUse, FieldSpecs> specs = new EnumMap<>(FieldUse.class);
        for (FieldUse use : FieldUse.values()) {
            specs.put(use, FieldSpecs.of(settings.list(use.field(), Settings.strictly(FieldSpec::read))));
        }
        List<NameReference> references = settings.list("nameReference", Settings.strictly(NameReference::read));
        settings.rejectUnknown();
        return of(specs, references);
    }

    /**
     * The fields of both.
     *
     * @param where who asks
     * @throws GitOpsException where they contradict each other
     */
    public TransformerConfiguration merge(TransformerConfiguration more, Location where) {
        if (more == EMPTY || more == this && distinct == this) {
            return this;
        }
        if (this != EMPTY) {
            return merged(more, where);
        }
        TransformerConfiguration known = more.distinct;
        if (known == null) {
            known = EMPTY.merged(more, where);
            known.distinct = known;
            more.distinct = known;
        }
        return known;
    }

    private TransformerConfiguration merged(TransformerConfiguration more, Location where) {
        boolean same = true;
        boolean others = true;
        Map<FieldUse, FieldSpecs> all = new EnumMap<>(FieldUse.class);
        for (FieldUse use : FieldUse.values()) {
            FieldSpecs fields = specs(use);
            FieldSpecs result = fields.merge(more.specs(use), "failed to merge " + use.title() + " fieldSpec", where);
            FieldSpecs ordered = result == fields ? fields : result.sorted();
            same &= ordered == fields;
            others &= ordered == more.specs(use);
            all.put(use, ordered);
        }
        List<NameReference> names = merged(references, more.references, where);
        if (same && names == references) {
            return this;
        }
        return others && names.equals(more.references) ? more : new TransformerConfiguration(all, names);
    }

    private static List<NameReference> merged(List<NameReference> names, List<NameReference> more, Location where) {
        Map<Gvk, NameReference> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name.target(), name));
        boolean same = true;
        for (NameReference name : more) {
            NameReference known = all.get(name.target());
            NameReference merged = known == null ? name : known.merge(name, where);
            same &= merged == known;
            all.put(name.target(), merged);
        }
        return same ? names : all.values().stream().sorted(BY_TARGET).toList();
    }

    /** The fields for a use. */
    public FieldSpecs specs(FieldUse use) {
        return specs.getOrDefault(use, FieldSpecs.none());
    }

    /** The rules of fields that hold names; unmodifiable. */
    public List<NameReference> nameReferences() {
        return references;
    }

    /** The fields that hold names, by the objects that have them. */
    public NamingFields namingFields() {
        NamingFields known = naming;
        if (known == null) {
            known = new NamingFields(references);
            naming = known;
        }
        return known;
    }
}
