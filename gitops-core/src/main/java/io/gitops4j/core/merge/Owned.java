package io.gitops4j.core.merge;

/**
 * What one manager owns.
 *
 * @param apiVersion the version that the fields belong to
 * @param fields the fields
 * @param applied whether they come from an apply
 */
record Owned(String apiVersion, FieldSet fields, boolean applied) {
    Owned with(FieldSet other) {
        return other == fields ? this : new Owned(apiVersion, other, applied);
    }
}
