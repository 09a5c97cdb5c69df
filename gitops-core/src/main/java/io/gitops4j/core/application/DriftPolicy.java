package io.gitops4j.core.application;

/** What to do where a live object was changed by somebody else. */
public enum DriftPolicy {
    /** Set it back to what is declared: the default. */
    REVERT,
    /** Report it and leave it. */
    ALERT
}
