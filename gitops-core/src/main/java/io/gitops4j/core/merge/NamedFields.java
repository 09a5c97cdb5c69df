package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import org.jspecify.annotations.Nullable;

/** Makes members of named fields that have members below (structured-merge-diff's {@code EnsureNamedFieldsAreMembers}). */
final class NamedFields {
    private NamedFields() {}

    static FieldSet in(FieldSet set, @Nullable FieldType type) {
        if (type == null || set.steps.length == 0) {
            return set;
        }
        MapType map = type.map();
        ListType list = type.list();
        FieldSet[] changed = null;
        for (int i = 0; i < set.steps.length; i++) {
            FieldSet child = set.below[i];
            if (child.steps.length == 0) {
                continue;
            }
            FieldSet ensured = child;
            if (map != null && set.steps[i] instanceof String name) {
                StructField field = map.field(name);
                ensured = in(child, field == null ? map.element() : field.type())
                        .withMember(child.member || field != null);
            } else if (list != null && set.steps[i] instanceof PathElement.Key) {
                ensured = in(child, list.element());
            }
            if (ensured != child) {
                changed = changed == null ? set.below.clone() : changed;
                changed[i] = ensured;
            }
        }
        return changed == null ? set : new FieldSet(set.steps, changed, set.member);
    }
}
