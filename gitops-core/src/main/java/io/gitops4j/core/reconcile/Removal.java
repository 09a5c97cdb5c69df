package io.gitops4j.core.reconcile;

/** What becomes of an application's objects when the application is removed. */
public enum Removal {
    /** They go, as if nothing were declared any more. */
    DELETE_OBJECTS,
    /** They stay, without our mark. */
    KEEP_OBJECTS
}
