package io.gitops4j.core.merge;

import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** How field sets name the items of lists. */
public final class ListItems {
    private ListItems() {}

    /**
     * The step that names each item of {@code items}, in their order: by keys, of which one that is missing has its default, or
     * by value. Items that are alike have one step. By its index where the list is atomic, or the item has nothing that it could
     * be told by.
     */
    public static List<PathElement> elements(ListType type, Node.Arr items) {
        List<PathElement> elements = new ArrayList<>(items.size());
        if (type.isAtomic()) {
            for (int i = 0; i < items.size(); i++) {
                elements.add(PathElement.index(i));
            }
            return elements;
        }
        Items all = new Items(type, items);
        for (int i = 0; i < items.size(); i++) {
            elements.add(all.element(i));
        }
        return elements;
    }
}
