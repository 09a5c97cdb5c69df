package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;

/** The boundary of each application; host code, asked at each run. Safe for any number of threads. */
@FunctionalInterface
public interface Boundaries {
    /** The boundary of {@code application}. */
    Boundary of(ApplicationId application);

    /** No boundaries: for a host that trusts all its applications. */
    static Boundaries none() {
        return application -> Boundary.none();
    }
}
