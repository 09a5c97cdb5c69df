package io.gitops4j.render.kustomize.internal.resource;

import org.jspecify.annotations.Nullable;

/**
 * What tells one object of a build from the others: kind, name and namespace. Two ids are equal where kind, name and {@link
 * #effectiveNamespace} are: no namespace is the namespace {@code default}, and what has no scope has none ({@code
 * kyaml/resid/resid.go}). Immutable.
 */
public final class ResourceId {
    /** The namespace of what can have none. */
    public static final String NO_NAMESPACE = "_non_namespaceable_";

    private final Gvk gvk;
    private final String name;
    private final String namespace;
    private final boolean clusterScoped;
    private final int hash;

    /**
     * An id.
     *
     * @param namespace as written; empty for none
     * @param clusterScoped whether the kind is known to have no namespace
     */
    public ResourceId(Gvk gvk, String name, String namespace, boolean clusterScoped) {
        this.gvk = gvk;
        this.name = name;
        this.namespace = namespace;
        this.clusterScoped = clusterScoped;
        this.hash = (gvk.hashCode() * 31 + name.hashCode()) * 31
                + effectiveNamespace().hashCode();
    }

    /** The kind. */
    public Gvk gvk() {
        return gvk;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The namespace as written; empty for none. */
    public String namespace() {
        return namespace;
    }

    /** Whether the kind is known to have no namespace. */
    public boolean clusterScoped() {
        return clusterScoped;
    }

    /** The namespace that counts. */
    public String effectiveNamespace() {
        return clusterScoped ? NO_NAMESPACE : namespace.isEmpty() ? "default" : namespace;
    }

    /** Whether both are in one namespace, or in none. */
    public boolean sameNamespace(ResourceId other) {
        return effectiveNamespace().equals(other.effectiveNamespace());
    }

    /** Whether kind and name are the same, whatever the namespace. */
    public boolean sameKindAndName(ResourceId other) {
        return name.equals(other.name) && gvk.equals(other.gvk);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceId that && hash == that.hash && sameNamespace(that) && sameKindAndName(that);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As upstream prints it: {@code Deployment.v1.apps/web.shop}, {@code [noNs]} for no namespace. */
    @Override
    public String toString() {
        return gvk + "/" + (name.isEmpty() ? "[noName]" : name) + "." + (namespace.isEmpty() ? "[noNs]" : namespace);
    }
}
