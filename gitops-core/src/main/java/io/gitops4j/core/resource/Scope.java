package io.gitops4j.core.resource;

/** Whether objects of a kind live in a namespace. */
public enum Scope {
    /** In a namespace. */
    NAMESPACED,
    /** In the cluster, without a namespace. */
    CLUSTER
}
