package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a build in the order in which they came, found by the ids that they have or had without a walk over all. The
 * indexes are made when they are asked for and dropped when ids change, so that a transformer over n objects costs n. For one
 * thread.
 */
public final class Items {
    private static final List<Path> ID = List.of(
            Path.of("apiVersion"), Path.of("kind"), Path.of("metadata", "name"), Path.of("metadata", "namespace"));

    private final List<Item> list = new ArrayList<>();
    private @Nullable Map<ResourceId, Integer> current;
    private @Nullable Map<ResourceId, List<Integer>> any;

    /** No objects. */
    public Items() {}

    /** The objects of {@code others}, in their order. */
    public Items(List<Item> others) {
        list.addAll(others);
    }

    /** The objects; unmodifiable, a view. */
    public List<Item> list() {
        return Collections.unmodifiableList(list);
    }

    /** The number of objects. */
    public int size() {
        return list.size();
    }

    /** The object at {@code position}. */
    public Item get(int position) {
        return list.get(position);
    }

    /**
     * Adds an object.
     *
     * @throws GitOpsException with {@link Code#DUPLICATE_OBJECT} where one of its id is there
     */
    public void append(Item item) {
        Map<ResourceId, Integer> index = current();
        Integer there = index.putIfAbsent(item.id(), list.size());
        if (there != null) {
            throw new GitOpsException(Problem.of(
                    Code.DUPLICATE_OBJECT,
                    item.location().withObject(item.manifest().title()),
                    "may not add resource with an already registered id: " + item.id() + "; it comes from "
                            + list.get(there).location() + " already"));
        }
        any = null;
        list.add(item);
    }

    /** Adds every object of {@code more}, as {@link #append} does. */
    public void appendAll(List<Item> more) {
        more.forEach(this::append);
    }

    /** Puts {@code item} in the place of the one at {@code position}. */
    public void set(int position, Item item) {
        Item before = list.set(position, item);
        forget(before, item);
    }

    /** Takes out the object at {@code position}. */
    public void remove(int position) {
        list.remove(position);
        current = null;
        any = null;
    }

    /**
     * Puts in the place of each object what {@code change} makes of it; one that it makes nothing of, a null, goes. Ids may
     * then be there twice: whoever changes ids asks {@link #requireDistinct}.
     */
    public void replaceAll(Function<Item, @Nullable Item> change) {
        int kept = 0;
        for (int i = 0; i < list.size(); i++) {
            Item before = list.get(i);
            Item after = change.apply(before);
            if (after != null) {
                list.set(kept++, after);
                forget(before, after);
            }
        }
        if (kept < list.size()) {
            list.subList(kept, list.size()).clear();
            current = null;
            any = null;
        }
    }

    private void forget(Item before, Item after) {
        if (!before.id().equals(after.id())) {
            requireShown(before, after);
            current = null;
            any = null;
        } else if (!before.hasFormerIdsOf(after)) {
            any = null;
        }
    }

    /** Whoever names an object, in a message or in another object, shows its id. */
    private static void requireShown(Item before, Item after) {
        for (Path path : ID) {
            if (after.sensitive(path)) {
                throw new GitOpsException(Problem.of(
                        Code.INVALID_CONFIGURATION,
                        after.origins()
                                .at(path)
                                .location()
                                .withObject(before.manifest().title()),
                        path
                                + " would be a value that must not be shown, and ids of objects are shown everywhere: take it from"
                                + " what is no secret"));
            }
        }
    }

    /** Puts the objects into another order. */
    public void reorder(List<Item> ordered) {
        list.clear();
        list.addAll(ordered);
        current = null;
        any = null;
    }

    /**
     * Fails where two objects have one id.
     *
     * @throws GitOpsException as {@link #append}
     */
    public void requireDistinct() {
        List<Item> all = List.copyOf(list);
        list.clear();
        current = new HashMap<>();
        any = null;
        appendAll(all);
    }

    /** Where the object is that has the id {@code id} now, or -1. */
    public int position(ResourceId id) {
        return current().getOrDefault(id, -1);
    }

    /** Where the objects are that have or had the id {@code id}, in their order; unmodifiable. */
    public List<Integer> positionsOfAny(ResourceId id) {
        Map<ResourceId, List<Integer>> index = any;
        if (index == null) {
            index = new HashMap<>();
            for (int i = 0; i < list.size(); i++) {
                Item item = list.get(i);
                note(index, item.id(), i);
                for (ResourceId before : item.previousIds()) {
                    note(index, before, i);
                }
            }
            any = index;
        }
        return Collections.unmodifiableList(index.getOrDefault(id, List.of()));
    }

    private static void note(Map<ResourceId, List<Integer>> index, ResourceId id, int position) {
        List<Integer> positions = index.computeIfAbsent(id, none -> new ArrayList<>(1));
        if (positions.isEmpty() || positions.get(positions.size() - 1) != position) {
            positions.add(position);
        }
    }

    private Map<ResourceId, Integer> current() {
        Map<ResourceId, Integer> index = current;
        if (index == null) {
            index = new HashMap<>();
            for (int i = 0; i < list.size(); i++) {
                index.putIfAbsent(list.get(i).id(), i);
            }
            current = index;
        }
        return index;
    }
}
