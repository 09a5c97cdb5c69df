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
        return managed.entries().stream()
                .filter(entry -> !isUs(entry.manager()))
                .map(ManagedFields.Entry::fields)
                .reduce(FieldSet.empty(), FieldSet::union);
    }

    /** Whether we own the field at {@code path}, something below it, or what it is a part of. */
    boolean ours(FieldPath path) {
        return touches(ours, path);
    }

    /** The other managers that own the field at {@code path}, something below it, or what it is a part of. */
    List<String> others(FieldPath path) {
        return managed.entries().stream()
                .filter(entry -> !isUs(entry.manager()) && touches(entry.fields(), path))
                .map(entry -> entry.manager().name())
                .distinct()
                .toList();
    }

    private boolean isUs(FieldManager manager) {
        return manager.equals(FieldManager.apply(us));
    }

    /** Whether a set, whose members stand for all that is below them, has {@code path}. */
    static boolean covers(FieldSet subtrees, FieldPath path) {
        FieldSet at = subtrees;
        for (int i = 0; i < path.length() && !at.isMember(); i++) {
            at = at.child(path.element(i));
        }
        return at.isMember();
    }

    /** Whether a set has {@code path}, a field below it, or a field that is owned as a whole and holds it. */
    static boolean touches(FieldSet fields, FieldPath path) {
        FieldSet at = fields;
        for (int i = 0; i < path.length(); i++) {
            at = at.child(path.element(i));
            if (at.isMember() && at.size() == 0) {
                return true;
            }
        }
        return at.isMember() || at.size() > 0;
    }
}
