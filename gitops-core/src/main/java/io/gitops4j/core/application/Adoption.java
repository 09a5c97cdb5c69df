package io.gitops4j.core.application;

/** When an object that is already there, and not ours, is taken. */
public enum Adoption {
    /** Never: it is reported, and the object is left alone. */
    NEVER,
    /** Where no other owner's mark is on it: the default. */
    IF_UNOWNED,
    /** Always, from another owner too. */
    ALWAYS
}
