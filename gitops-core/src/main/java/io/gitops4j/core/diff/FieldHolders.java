package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import java.util.TreeSet;

/** Which fields of a live object only we own, by its {@code metadata.managedFields}. */
final class FieldHolders {
    private final TreeSet<FieldPath> ours = new TreeSet<>();
    private final TreeSet<FieldPath> others = new TreeSet<>();

    FieldHolders(IgnoreTarget target, String manager) {
        Budget budget = Budget.of(Long.MAX_VALUE);
        ManagedBy us = ManagedBy.of(TextPattern.exactly(manager)).operation("Apply");
        ours.addAll(ManagedFields.of(target, us::selects, budget));
        others.addAll(ManagedFields.of(target, entry -> !us.selects(entry), budget));
    }

    /** Whether we own the field, or something of it, and nobody else does. */
    boolean onlyOurs(FieldPath path) {
        return holds(ours, path) && !holds(others, path);
    }

    private static boolean holds(TreeSet<FieldPath> fields, FieldPath path) {
        for (int length = 1; length <= path.length(); length++) {
            if (fields.contains(path.prefix(length))) {
                return true;
            }
        }
        FieldPath next = fields.ceiling(path);
        return next != null && path.covers(next);
    }
}
