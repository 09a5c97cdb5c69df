package io.gitops4j.core.ignore;

import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;

/** Which fields of a live object only we own. Immutable. */
final class FieldHolders {
    private final FieldSet ours;
    private final FieldSet others;

    FieldHolders(ManagedFields managed, String manager) {
        FieldManager us = FieldManager.apply(manager);
        this.ours = managed.ownedBy(us);
        this.others = managed.ownedByOthersThan(us);
    }

    /** Whether we own the field, or something of it, and nobody else does. */
    boolean onlyOurs(FieldPath path) {
        return ours.touches(path) && !others.touches(path);
    }
}
