package io.gitops4j.render.kustomize.internal.resource;

/** Tells which kinds are surely outside of namespaces; of an unknown kind nobody can be sure. */
@FunctionalInterface
public interface Scopes {
    /** Whether objects of {@code gvk} are known to have no namespace. */
    boolean clusterScoped(Gvk gvk);
}
