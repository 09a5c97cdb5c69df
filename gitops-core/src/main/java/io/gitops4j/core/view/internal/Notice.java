package io.gitops4j.core.view.internal;

/** What became of an object that somebody has an interest in. */
public enum Notice {
    /** It appeared, went, or changed in more than its status. */
    SUBSTANCE,
    /** Its status or its bookkeeping changed, or its watch ended: look again. */
    STATUS
}
