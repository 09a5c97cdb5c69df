package io.gitops4j.core.plan;

/** What a plan does, or does not do, with one object. */
public enum Action {
    /** Makes it. */
    CREATE,
    /** Changes it. */
    UPDATE,
    /** Takes an existing object that is not ours, changing it where it differs. */
    ADOPT,
    /** Removes it: it is ours and no longer declared. */
    PRUNE,
    /** Nothing: a rule holds it back, and says what would let it go on. */
    HOLD,
    /** Nothing: it cannot be judged or written, and no other object is the worse for it. */
    BLOCKED
}
