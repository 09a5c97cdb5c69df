package io.gitops4j.core.diff;

/** How a declared object and its live one stand to each other. */
public enum Verdict {
    /** Every declared field is live as declared. */
    IN_SYNC,
    /** Values agree; only who owns them would change. */
    OWNERSHIP_ONLY,
    /** The declaration changed since it was applied. */
    CHANGED,
    /** The live object was changed by somebody else since it was applied. */
    DRIFTED,
    /** Both. */
    BOTH,
    /** Declared, and not there. */
    MISSING,
    /** There and ours, and no longer declared. */
    EXTRA,
    /** There, and being deleted. */
    TERMINATING,
    /** Could not be told. */
    UNKNOWN
}
