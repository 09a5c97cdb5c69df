package io.gitops4j.core.run;

/** The parts of a run, in order. */
public enum Phase {
    /** Finds the revisions. */
    RESOLVE,
    /** Renders what they declare. */
    RENDER,
    /** Compares it with what is live. */
    COMPARE,
    /** Asks the gates. */
    GATE,
    /** Applies. */
    APPLY,
    /** Waits for health. */
    WAIT,
    /** Removes what is no longer declared. */
    PRUNE
}
