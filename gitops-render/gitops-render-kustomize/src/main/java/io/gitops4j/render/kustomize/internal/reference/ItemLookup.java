package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Objects by the names and kinds that they have or had, while replacements change them. It may find more than is asked for, as
 * an object that has another name by now, never less. For one thread.
 */
final class ItemLookup {
    private final Items items;
    private final Map<String, SortedSet<Integer>> byName = new HashMap<>();
    private final Map<String, SortedSet<Integer>> byKind = new HashMap<>();

    ItemLookup(Items items) {
        this.items = items;
        for (int i = 0; i < items.size(); i++) {
            add(i, items.get(i).id());
            for (ResourceId before : items.get(i).previousIds()) {
                add(i, before);
            }
        }
    }

    private void add(int position, ResourceId id) {
        byName.computeIfAbsent(id.name(), none -> new TreeSet<>()).add(position);
        byKind.computeIfAbsent(id.gvk().kind(), none -> new TreeSet<>()).add(position);
    }

    /** Puts {@code item} in the place of the one at {@code position}. */
    void set(int position, Item item) {
        ResourceId before = items.get(position).id();
        items.set(position, item);
        if (item.id() != before) {
            add(position, item.id());
            item.previousIds().forEach(id -> add(position, id));
        }
    }

    /** Where the objects may be that have or had the name and the kind, in their order; null is any. */
    Collection<Integer> positions(@Nullable String name, @Nullable String kind) {
        if (name != null) {
            return List.copyOf(byName.getOrDefault(name, Collections.emptySortedSet()));
        }
        if (kind != null) {
            return List.copyOf(byKind.getOrDefault(kind, Collections.emptySortedSet()));
        }
        return IntStream.range(0, items.size()).boxed().toList();
    }
}
