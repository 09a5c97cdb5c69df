package io.gitops4j.core.merge;

import java.util.Map;
import java.util.TreeMap;

/**
 * Takes out of a merged object what its applier applied before and does not apply now, unless somebody else owns it, in
 * any version (structured-merge-diff {@code merge/update.go}, {@code prune}). For one call.
 */
final class Pruning<M> {
    private final VersionConverter converter;
    private final Map<M, Owned> managers;

    /** @param managers who owns what after the apply, the applier included */
    Pruning(VersionConverter converter, Map<M, Owned> managers) {
        this.converter = converter;
        this.managers = managers;
    }

    /** {@code merged}, which is of {@code version}, without what only {@code last} has. */
    TypedValue pruned(TypedValue merged, Owned last, String version) {
        TypedValue whole = converter.convert(merged, last.apiVersion()).orElse(null);
        if (whole == null) {
            return merged;
        }
        FieldSet applied = named(last.fields(), whole);
        TypedValue pruned = withOwned(whole, whole.without(applied), last.apiVersion());
        TypedValue result = withDangling(whole, pruned, applied, last.apiVersion());
        return converter
                .convert(result, version)
                .orElseThrow(() -> new IllegalStateException("the version of the request does not exist: " + version));
    }

    private static FieldSet named(FieldSet fields, TypedValue value) {
        return fields.withNamedFields(value.type());
    }

    /** Adds back what somebody owns, the last applied version first: a conversion may depend on it. */
    private TypedValue withOwned(TypedValue merged, TypedValue pruned, String first) {
        Map<String, FieldSet> owned = new TreeMap<>();
        managers.values().forEach(one -> owned.merge(one.apiVersion(), one.fields(), FieldSet::union));
        Both both = new Both(merged, pruned);
        FieldSet here = owned.remove(first);
        if (here != null) {
            both = withOwned(both, first, here);
        }
        for (Map.Entry<String, FieldSet> version : owned.entrySet()) {
            both = withOwned(both, version.getKey(), version.getValue());
        }
        return both.pruned;
    }

    private record Both(TypedValue merged, TypedValue pruned) {}

    private Both withOwned(Both both, String version, FieldSet owned) {
        TypedValue merged = converter.convert(both.merged, version).orElse(null);
        TypedValue pruned =
                merged == null ? null : converter.convert(both.pruned, version).orElse(null);
        if (merged == null || pruned == null) {
            return both;
        }
        FieldSet lost = named(merged.fieldSet(), merged)
                .minus(named(pruned.fieldSet(), merged).union(named(owned, merged)));
        return new Both(merged, merged.without(lost));
    }

    /** Takes away only what the manager itself applied before: what nobody owns stays. */
    private TypedValue withDangling(TypedValue merged, TypedValue pruned, FieldSet applied, String version) {
        TypedValue left = converter.convert(pruned, version).orElse(null);
        if (left == null) {
            return merged;
        }
        FieldSet gone = named(merged.fieldSet(), merged).minus(named(left.fieldSet(), merged));
        return merged.without(gone.intersect(applied));
    }
}
