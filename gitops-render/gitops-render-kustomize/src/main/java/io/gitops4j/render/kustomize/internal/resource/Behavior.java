package io.gitops4j.render.kustomize.internal.resource;

import java.util.Locale;

/** What a generated object does where one of its id is there already ({@code api/types/generationbehavior.go}). */
public enum Behavior {
    /** Nothing was said, which is {@link #CREATE}. */
    UNSPECIFIED,
    /** It must be new. */
    CREATE,
    /** It takes the place of the other. */
    REPLACE,
    /** Its data are added to the other's. */
    MERGE;

    /** As it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
