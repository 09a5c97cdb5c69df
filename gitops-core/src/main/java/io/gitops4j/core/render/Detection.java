package io.gitops4j.core.render;

/** Whether a folder is one of a renderer's. */
public enum Detection {
    /** It is: a file says so, such as {@code kustomization.yaml}. */
    YES,
    /** It is not. */
    NO,
    /** It can be rendered where nobody else claims it; the plain-directory renderer's answer. */
    FALLBACK
}
