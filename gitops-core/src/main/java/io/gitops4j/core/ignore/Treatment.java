package io.gitops4j.core.ignore;

/** What rules say about an object as a whole. */
public enum Treatment {
    /** It is compared and applied, but for the fields that are ignored. */
    COMPARED,
    /** It is created where it is not there, and left alone where it is. */
    CREATED_ONLY,
    /** It is neither compared nor applied. */
    EXCLUDED
}
