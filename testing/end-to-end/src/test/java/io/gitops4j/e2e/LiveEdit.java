package io.gitops4j.e2e;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.tree.Node;

/**
 * What somebody makes of a live object.
 *
 * @param kind what kind of field is edited, and how
 * @param path the field
 * @param edited the whole object afterwards
 * @param sets whether the field has another value afterwards, which is then the editor's
 */
record LiveEdit(Kind kind, FieldPath path, Node.Obj edited, boolean sets) {
    /** What kind of field, and what becomes of it. */
    enum Kind {
        SCALAR,
        MAP_MEMBER,
        ITEM_LEAF,
        FIELD_REMOVED,
        MAP_KEY_REMOVED,
        ITEM_REMOVED,
        ITEMS_REORDERED,
        LIST_APPENDED,
        LIST_SHORTENED,
        LIST_REORDERED,
        INSIDE_A_WHOLE_VALUE
    }

    @Override
    public String toString() {
        return kind + " " + path;
    }
}
