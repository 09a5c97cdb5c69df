package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a name may refer to, found by a name and a kind that they had. An object that never had another id keeps
 * its name, so that nothing which refers to it can be wrong: it is no candidate ({@code api/filters/nameref/nameref.go}).
 */
final class Candidates {
    private record Key(String name, String kind) {}

    /** Positions of objects in their order: all of them, and by namespace once somebody asks. */
    private static final class Bucket {
        private final List<Integer> all = new ArrayList<>(1);
        private @Nullable Map<String, List<Integer>> byNamespace;
        private @Nullable Map<String, List<Integer>> byOriginalNamespace;

        List<Integer> in(String namespace, List<Item> items) {
            if (byNamespace == null) {
                byNamespace = grouped(items, Item::id);
            }
            return byNamespace.getOrDefault(namespace, List.of());
        }

        List<Integer> wereIn(String namespace, List<Item> items) {
            if (byOriginalNamespace == null) {
                byOriginalNamespace = grouped(items, Item::originalId);
            }
            return byOriginalNamespace.getOrDefault(namespace, List.of());
        }

        private Map<String, List<Integer>> grouped(List<Item> items, Function<Item, ResourceId> id) {
            Map<String, List<Integer>> groups = new HashMap<>(2);
            for (int position : all) {
                groups.computeIfAbsent(id.apply(items.get(position)).effectiveNamespace(), none -> new ArrayList<>(1))
                        .add(position);
            }
            return groups;
        }
    }

    private final List<Item> items;
    private final Map<Key, Bucket> buckets = new HashMap<>();

    /** The original namespaces of the objects that are in a namespace now. */
    private final Map<String, Set<String>> originalNamespaces = new HashMap<>();

    private final Set<String> everyOriginalNamespace = new HashSet<>();

    Candidates(List<Item> items) {
        this.items = List.copyOf(items);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String original = item.originalId().effectiveNamespace();
            everyOriginalNamespace.add(original);
            originalNamespaces
                    .computeIfAbsent(item.id().effectiveNamespace(), none -> new HashSet<>(2))
                    .add(original);
            index(i, item.previousIds());
        }
    }

    private void index(int position, List<ResourceId> before) {
        if (before.isEmpty()) {
            return;
        }
        Set<Key> keys = new HashSet<>(4);
        for (ResourceId named : before) {
            keys.add(new Key(named.name(), ""));
            for (ResourceId of : before) {
                keys.add(new Key(named.name(), of.gvk().kind()));
            }
        }
        keys.forEach(key -> bucket(key).all.add(position));
    }

    private Bucket bucket(Key key) {
        return buckets.computeIfAbsent(key, none -> new Bucket());
    }

    /** Whose names an object may say: all, or those of some namespaces and of none. */
    record View(boolean everything, String namespace, Set<String> others) {}

    /** Where the objects are that {@code view} has, were named {@code name} and were of the kind {@code target}. */
    List<Integer> named(String name, Gvk target, View view) {
        Bucket bucket = buckets.get(new Key(name, target.kind()));
        if (bucket == null) {
            return List.of();
        }
        if (view.everything) {
            return bucket.all.stream().filter(i -> wasOf(i, target)).toList();
        }
        return merged(bucket, view).stream().filter(i -> wasOf(i, target)).toList();
    }

    /**
     * Those of {@link #named} that were in {@code namespace} first; where {@code view} has no object at all that was, those
     * that are in it now.
     */
    List<Integer> named(String name, Gvk target, View view, String namespace) {
        Bucket bucket = buckets.get(new Key(name, target.kind()));
        if (bucket == null) {
            return List.of();
        }
        boolean original = hasOriginal(namespace, view);
        List<Integer> there = namespace.equals(ResourceId.NO_NAMESPACE)
                ? List.of()
                : original ? bucket.wereIn(namespace, items) : bucket.in(namespace, items);
        return there.stream().filter(i -> isIn(i, view) && wasOf(i, target)).toList();
    }

    private boolean hasOriginal(String namespace, View view) {
        if (view.everything) {
            return everyOriginalNamespace.contains(namespace);
        }
        if (originalNamespaces.getOrDefault(view.namespace, Set.of()).contains(namespace)
                || originalNamespaces
                        .getOrDefault(ResourceId.NO_NAMESPACE, Set.of())
                        .contains(namespace)) {
            return true;
        }
        return view.others.stream()
                .anyMatch(other ->
                        originalNamespaces.getOrDefault(other, Set.of()).contains(namespace));
    }

    private boolean isIn(int position, View view) {
        ResourceId id = items.get(position).id();
        return view.everything
                || id.clusterScoped()
                || id.effectiveNamespace().equals(view.namespace)
                || view.others.contains(id.namespace());
    }

    private Collection<Integer> merged(Bucket bucket, View view) {
        List<Integer> here = bucket.in(view.namespace, items);
        List<Integer> nowhere = bucket.in(ResourceId.NO_NAMESPACE, items);
        if (nowhere.isEmpty() && view.others.isEmpty()) {
            return here;
        }
        Set<Integer> all = new TreeSet<>(here);
        all.addAll(nowhere);
        for (String other : view.others) {
            bucket.in(other, items).stream().filter(i -> isIn(i, view)).forEach(all::add);
        }
        return all;
    }

    private boolean wasOf(int position, Gvk kind) {
        return items.get(position).previousIds().stream()
                .anyMatch(id -> id.gvk().isSelectedBy(kind));
    }
}
