package io.gitops4j.core.diff;

import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import org.jspecify.annotations.Nullable;

/** How items of lists, and members of objects, are told apart by their types. */
final class ListSteps {
    private ListSteps() {}

    /** The list that a type may be; of one that may be none, a list as one value. */
    static ListType list(FieldType type) {
        ListType list = type.list();
        return list != null ? list : ListType.atomic(FieldType.deduced());
    }

    /** The type of a member of an object. */
    static FieldType member(FieldType type, String name) {
        MapType map = type.map();
        if (map == null) {
            return FieldType.deduced();
        }
        StructField field = map.field(name);
        FieldType element = field != null ? field.type() : map.element();
        return element != null ? element : FieldType.deduced();
    }

    static boolean isAtomicObject(FieldType type) {
        MapType map = type.map();
        return map != null && map.isAtomic();
    }

    /** The step to an item: its keys, its value, or its index where nothing else tells it. */
    static PathElement step(ListType list, Node item, int index) {
        return switch (list.kind()) {
            case ATOMIC -> PathElement.index(index);
            case SET -> PathElement.item(item);
            case KEYED -> keyed(list, item, index);
        };
    }

    private static PathElement keyed(ListType list, Node item, int index) {
        if (!(item instanceof Node.Obj obj)) {
            return PathElement.index(index);
        }
        ObjBuilder keys = Node.objectBuilder();
        boolean any = false;
        for (String key : list.keys()) {
            Node value = key(list, obj, key);
            if (value != null) {
                keys.put(key, value);
                any = true;
            }
        }
        return any ? PathElement.key(keys.build()) : PathElement.index(index);
    }

    /** The value of a key, or its default; null where there is neither. */
    static @Nullable Node key(ListType list, Node.Obj item, String key) {
        Node value = item.get(key);
        if (value != null) {
            return value;
        }
        MapType map = list.element().map();
        StructField field = map == null ? null : map.field(key);
        return field == null ? null : field.defaultValue().orElse(null);
    }
}
