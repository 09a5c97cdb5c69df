package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.KindOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Field specs of one use, in an order ({@code api/types/fieldspec.go}). Immutable. */
public final class FieldSpecs {
    private static final FieldSpecs NONE = new FieldSpecs(List.of(), Map.of());
    private static final Comparator<FieldSpec> BY_KIND =
            Comparator.comparing(FieldSpec::kinds, KindOrder.legacy().comparator());

    /** A path and kinds, of which an empty part is any. */
    private record Key(String path, String group, String version, String kind) {
        static Key of(FieldSpec spec) {
            Gvk kinds = spec.kinds();
            return new Key(spec.path(), kinds.group(), kinds.version(), kinds.kind());
        }
    }

    private final List<FieldSpec> list;
    private volatile @Nullable Map<Key, Boolean> index;

    private FieldSpecs(List<FieldSpec> list, @Nullable Map<Key, Boolean> index) {
        this.list = List.copyOf(list);
        this.index = index;
    }

    /** No field spec. */
    public static FieldSpecs none() {
        return NONE;
    }

    /** These, as they are. */
    public static FieldSpecs of(List<FieldSpec> specs) {
        return specs.isEmpty() ? NONE : new FieldSpecs(specs, null);
    }

    /** These, as they are. */
    public static FieldSpecs of(FieldSpec... specs) {
        return of(List.of(specs));
    }

    /** The field specs; unmodifiable. */
    public List<FieldSpec> list() {
        return list;
    }

    /** Those that mean objects of {@code kind}. */
    public List<FieldSpec> of(Gvk kind) {
        return list.stream().filter(spec -> kind.isSelectedBy(spec.kinds())).toList();
    }

    /**
     * These, and those of {@code more} that are new: of which no spec is here already for the same path and for kinds that it
     * means. The order counts, as it does upstream: a spec for all kinds is nothing new after one for a single kind. Takes
     * time for what is new, and once for these.
     *
     * @param doing what is done, for the error
     * @param where who asks
     * @throws GitOpsException where a field is to be made in one, and not in the other
     */
    public FieldSpecs merge(FieldSpecs more, String doing, Location where) {
        List<FieldSpec> longer = null;
        Map<Key, Boolean> known = index();
        for (FieldSpec spec : more.list) {
            Boolean created = known.get(Key.of(spec));
            if (created == null) {
                if (longer == null) {
                    longer = new ArrayList<>(list);
                    known = new HashMap<>(known);
                }
                longer.add(spec);
                note(spec, known);
            } else if (created != spec.create()) {
                throw conflict(spec, doing, where);
            }
        }
        if (longer == null) {
            return this;
        }
        return list.isEmpty() && longer.size() == more.list.size() ? more : new FieldSpecs(longer, known);
    }

    private static GitOpsException conflict(FieldSpec spec, String doing, Location where) {
        return new GitOpsException(Problem.of(
                Code.INVALID_CONFIGURATION,
                where,
                doing + ": conflicting fieldspecs: '" + spec.path() + "' of " + spec.kinds() + " has create: "
                        + spec.create() + ", and create: " + !spec.create() + " elsewhere"));
    }

    /** These by kind, those of one kind in their order. */
    FieldSpecs sorted() {
        List<FieldSpec> ordered = list.stream().sorted(BY_KIND).toList();
        return ordered.equals(list) ? this : new FieldSpecs(ordered, null);
    }

    private Map<Key, Boolean> index() {
        Map<Key, Boolean> known = index;
        if (known == null) {
            known = new HashMap<>();
            for (FieldSpec spec : list) {
                note(spec, known);
            }
            index = known;
        }
        return known;
    }

    /** Enters a spec under every key that selects it; the first one under a key counts. */
    private static void note(FieldSpec spec, Map<Key, Boolean> known) {
        Gvk kinds = spec.kinds();
        for (int parts = 0; parts < 8; parts++) {
            String group = (parts & 1) == 0 ? "" : kinds.group();
            String version = (parts & 2) == 0 ? "" : kinds.version();
            String kind = (parts & 4) == 0 ? "" : kinds.kind();
            known.putIfAbsent(new Key(spec.path(), group, version, kind), spec.create());
        }
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
