package io.gitops4j.embedded;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The objects, by kind and key, and who owns whom. Guarded by the ledger's lock. */
final class ObjectStore {
    private final Map<GroupKind, NavigableMap<ResourceKey, Node.Obj>> objects = new TreeMap<>();
    private final Map<String, ResourceKey> byUid = new HashMap<>();
    private final Map<String, Set<ResourceKey>> byOwner = new HashMap<>();
    private long version;

    /** The version of the newest change. */
    long version() {
        return version;
    }

    void version(long reached) {
        version = Math.max(version, reached);
    }

    Node.@Nullable Obj get(ResourceKey key) {
        NavigableMap<ResourceKey, Node.Obj> kind = objects.get(key.groupKind());
        return kind == null ? null : kind.get(key);
    }

    Node.@Nullable Obj put(ResourceKey key, Node.Obj object) {
        Node.Obj before = remove(key);
        objects.computeIfAbsent(key.groupKind(), kind -> new TreeMap<>()).put(key, object);
        byUid.put(Metadata.uid(object), key);
        for (String owner : Metadata.ownerUids(object)) {
            byOwner.computeIfAbsent(owner, uid -> new TreeSet<>()).add(key);
        }
        return before;
    }

    Node.@Nullable Obj remove(ResourceKey key) {
        NavigableMap<ResourceKey, Node.Obj> kind = objects.get(key.groupKind());
        Node.Obj before = kind == null ? null : kind.remove(key);
        if (before != null) {
            byUid.remove(Metadata.uid(before));
            for (String owner : Metadata.ownerUids(before)) {
                Set<ResourceKey> owned = byOwner.getOrDefault(owner, new TreeSet<>());
                owned.remove(key);
                if (owned.isEmpty()) {
                    byOwner.remove(owner);
                }
            }
        }
        return before;
    }

    /** The objects of a kind, sorted by key; a view. */
    NavigableMap<ResourceKey, Node.Obj> ofKind(GroupKind kind) {
        return objects.getOrDefault(kind, new TreeMap<>());
    }

    /** The objects of a kind in a namespace; a view. */
    NavigableMap<ResourceKey, Node.Obj> ofKind(GroupKind kind, String namespace) {
        ResourceKey from = new ResourceKey(kind.group(), kind.kind(), namespace, "");
        ResourceKey to = new ResourceKey(kind.group(), kind.kind(), namespace + '\0', "");
        return ofKind(kind).subMap(from, true, to, false);
    }

    /** The keys of all objects in a namespace. */
    List<ResourceKey> inNamespace(String namespace) {
        List<ResourceKey> keys = new ArrayList<>();
        for (GroupKind kind : objects.keySet()) {
            keys.addAll(ofKind(kind, namespace).keySet());
        }
        return keys;
    }

    boolean hasUid(String uid) {
        return byUid.containsKey(uid);
    }

    @Nullable
    ResourceKey findUid(String uid) {
        return byUid.get(uid);
    }

    /** The objects that name {@code uid} as an owner. */
    List<ResourceKey> ownedBy(String uid) {
        return List.copyOf(byOwner.getOrDefault(uid, Set.of()));
    }

    /** All objects, by kind and key. */
    List<Node.Obj> all() {
        return objects.values().stream()
                .map(NavigableMap::values)
                .flatMap(Collection::stream)
                .toList();
    }

    /** The keys of all objects. */
    List<ResourceKey> keys() {
        return objects.values().stream()
                .map(NavigableMap::keySet)
                .flatMap(Collection::stream)
                .toList();
    }
}
