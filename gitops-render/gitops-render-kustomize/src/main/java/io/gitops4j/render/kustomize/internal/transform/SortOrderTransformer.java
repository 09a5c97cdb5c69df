package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.KindOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts objects into an order by kind, namespace and name, or leaves theirs ({@code SortOrderTransformer.go}). */
public final class SortOrderTransformer implements Transformer {
    private static final String NAME = "SortOrderTransformer";
    private static final SortOrderTransformer LEGACY = new SortOrderTransformer(KindOrder.legacy());
    private static final SortOrderTransformer FIFO = new SortOrderTransformer(null);

    /** An object of a kind, with what it is sorted by. */
    private record Keyed(Item item, String key) {
        static Keyed of(Item item) {
            // one text, as upstream compares it: namespace "a-b" comes before "a"
            String key =
                    orElse(item.id().namespace(), "~X") + "|" + orElse(item.id().name(), "~N");
            return new Keyed(item, key);
        }

        private static String orElse(String text, String otherwise) {
            return text.isEmpty() ? otherwise : text;
        }
    }

    private final @Nullable Comparator<Gvk> comparator;

    private SortOrderTransformer(@Nullable KindOrder kinds) {
        this.comparator = kinds == null ? null : byKind(kinds);
    }

    /** The order of kinds that Kustomize has always had. */
    public static SortOrderTransformer legacy() {
        return LEGACY;
    }

    /** The order that there is. */
    public static SortOrderTransformer fifo() {
        return FIFO;
    }

    /**
     * The order that {@code options} ask for.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where there is none like it
     */
    public static SortOrderTransformer of(SortOptions options) {
        switch (options.order()) {
            case "legacy" -> {
                return options.kinds() == null ? LEGACY : new SortOrderTransformer(options.kinds());
            }
            case "fifo" -> {
                if (options.kinds() == null) {
                    return FIFO;
                }
                throw wrong(
                        options,
                        "the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not"
                                + " 'legacy'");
            }
            default -> throw wrong(options, "the field 'sortOptions.order' must be one of [fifo, legacy]");
        }
    }

    private static GitOpsException wrong(SortOptions options, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, options.where(), message));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void transform(Items items) {
        if (comparator == null) {
            return;
        }
        Map<Gvk, List<Keyed>> byKind = new HashMap<>();
        for (Item item : items.list()) {
            byKind.computeIfAbsent(item.id().gvk(), none -> new ArrayList<>()).add(Keyed.of(item));
        }
        List<Item> ordered = new ArrayList<>(items.size());
        byKind.entrySet().stream().sorted(Map.Entry.comparingByKey(comparator)).forEach(kind -> {
            kind.getValue().sort(Comparator.comparing(Keyed::key));
            kind.getValue().forEach(keyed -> ordered.add(keyed.item));
        });
        items.reorder(ordered);
        items.requireDistinct();
    }

    private static Comparator<Gvk> byKind(KindOrder kinds) {
        return (left, right) -> {
            int rank = Integer.compare(kinds.rank(left.kind()), kinds.rank(right.kind()));
            if (rank != 0) {
                return rank;
            }
            // an empty group comes last everywhere, but the namespaces of the core group come first; where they have no
            // rank,
            // upstream does that too and thereby has a circle of kinds instead of an order
            boolean namespaces =
                    left.kind().equals("Namespace") && right.kind().equals("Namespace") && kinds.rank("Namespace") != 0;
            boolean reversed =
                    namespaces && (left.group().isEmpty() || right.group().isEmpty());
            return reversed ? Gvk.BY_TEXT.compare(right, left) : Gvk.BY_TEXT.compare(left, right);
        };
    }
}
