package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import java.util.List;

/** Who owns which fields of a live object, seen by one applier. Immutable. */
final class FieldOwners {
    private final ManagedFields managed;
    private final String us;
    private final FieldSet ours;

    FieldOwners(ManagedFields managed, String us) {
        this.managed = managed;
        this.us = us;
        this.ours = managed.ownedBy(FieldManager.apply(us));
    }

    /** Our name. */
    String us() {
        return us;
    }

    /** What we own by our applies. */
    FieldSet ours() {
        return ours;
    }

    /** What the others own. */
    FieldSet theirs() {
        return managed.ownedByOthersThan(FieldManager.apply(us));
    }

    /** Whether we own the field at {@code path}, something below it, or what it is a part of. */
    boolean ours(FieldPath path) {
        return ours.touches(path);
    }

    /** The other managers that own the field at {@code path}, something below it, or what it is a part of. */
    List<String> others(FieldPath path) {
        return managed.entries().stream()
                .filter(entry -> !isUs(entry.manager()) && entry.fields().touches(path))
                .map(entry -> entry.manager().name())
                .distinct()
                .toList();
    }

    private boolean isUs(FieldManager manager) {
        return manager.equals(FieldManager.apply(us));
    }
}
