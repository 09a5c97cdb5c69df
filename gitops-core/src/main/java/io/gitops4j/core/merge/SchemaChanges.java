package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import org.jspecify.annotations.Nullable;

/**
 * Brings a set to a type that has changed since it was written: who owns a part of what is one value by now owns it all
 * (structured-merge-diff {@code typed/reconcile_schema.go}). The other way round nothing needs to be done.
 */
final class SchemaChanges {
    private SchemaChanges() {}

    static FieldSet in(FieldSet set, FieldType type) {
        if (set.steps.length == 0) {
            return set;
        }
        MapType map = type.map();
        if (map != null) {
            return deduced(map) ? set : map.isAtomic() ? FieldSet.LEAF : below(set, map, null);
        }
        ListType list = type.list();
        if (list == null || type.scalar() != null) {
            return set;
        }
        return list.isAtomic() ? FieldSet.LEAF : below(set, null, list);
    }

    private static FieldSet below(FieldSet set, @Nullable MapType map, @Nullable ListType list) {
        FieldSet[] changed = null;
        for (int i = 0; i < set.steps.length; i++) {
            FieldType type = list != null ? list.element() : member(map, set.steps[i]);
            FieldSet child = type == null ? set.below[i] : in(set.below[i], type);
            if (child != set.below[i]) {
                changed = changed == null ? set.below.clone() : changed;
                changed[i] = child;
            }
        }
        return changed == null ? set : new FieldSet(set.steps, changed, set.member);
    }

    private static @Nullable FieldType member(@Nullable MapType map, Object step) {
        if (map == null) {
            return null;
        }
        StructField field = step instanceof String name ? map.field(name) : null;
        return field == null ? map.element() : field.type();
    }

    /** A map of which nothing is known says nothing about how it is owned. */
    private static boolean deduced(MapType map) {
        FieldType element = map.element();
        return element != null
                && map.fields().isEmpty()
                && (element == FieldType.deduced()
                        || element.scalar() == Scalar.ANY && element.list() == null && element.map() == null);
    }
}
