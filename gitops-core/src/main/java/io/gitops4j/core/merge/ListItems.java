package io.gitops4j.core.merge;

import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** How field sets name the items of lists. */
public final class ListItems {
    private ListItems() {}

    /** The step that names each item of {@code items}, in their order. Items that are alike have one step. */
    public static List<PathElement> elements(ListType type, Node.Arr items) {
        List<PathElement> elements = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            elements.add(element(type, items.get(i), i));
        }
        return elements;
    }

    /**
     * The step that names {@code item}, which is at {@code index}: by its keys, of which one that is missing has its default, or
     * by its value; by the index where the list is one value, or the item has nothing that it could be told by.
     */
    public static PathElement element(ListType type, Node item, int index) {
        return switch (type.kind()) {
            case ATOMIC -> PathElement.index(index);
            case SET ->
                item instanceof Node.Obj || item instanceof Node.Arr || item instanceof Node.Null
                        ? PathElement.index(index)
                        : PathElement.item(item);
            case KEYED -> item instanceof Node.Obj object ? keyed(type, object, index) : PathElement.index(index);
        };
    }

    private static PathElement keyed(ListType type, Node.Obj item, int index) {
        Node.Obj keys = type.keys(item);
        return keys.size() == 0 ? PathElement.index(index) : PathElement.key(keys);
    }
}
