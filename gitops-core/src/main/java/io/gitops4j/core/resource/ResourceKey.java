package io.gitops4j.core.resource;

/**
 * Which object in a cluster. The version is no part of it. Keys of declared objects are made by {@link Scoping} alone,
 * which knows whether a kind is namespaced; keys of live objects by the adapter that read them.
 *
 * @param group the API group, empty for core
 * @param kind the kind
 * @param namespace the namespace, empty for an object of the cluster
 * @param name the name
 */
public record ResourceKey(String group, String kind, String namespace, String name) implements Comparable<ResourceKey> {
    /** The kind of object. */
    public GroupKind groupKind() {
        return new GroupKind(group, kind);
    }

    @Override
    public int compareTo(ResourceKey other) {
        int order = group.compareTo(other.group);
        if (order == 0) {
            order = kind.compareTo(other.kind);
        }
        if (order == 0) {
            order = namespace.compareTo(other.namespace);
        }
        return order != 0 ? order : name.compareTo(other.name);
    }

    /** Such as {@code Deployment.apps shop/web} or {@code Namespace shop}. */
    @Override
    public String toString() {
        return groupKind() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
