package io.gitops4j.core.ignore;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import org.jspecify.annotations.Nullable;

/**
 * One field as it is declared and as it is live; null where it is not there. An item that its index alone tells is a field
 * of one side only.
 */
record FieldPair(
        FieldPath path,
        FieldType type,
        @Nullable Node declared,
        @Nullable Node live,
        Side side) {
    /** Where the path leads to this field. */
    enum Side {
        BOTH,
        DECLARED,
        LIVE
    }

    FieldPair member(String name) {
        return new FieldPair(path.field(name), type.member(name), member(declared, name), member(live, name), side);
    }

    private static @Nullable Node member(@Nullable Node node, String name) {
        return node instanceof Node.Obj obj ? obj.get(name) : null;
    }

    /** An item of this list. */
    FieldPair item(PathElement step, @Nullable Node declaredItem, @Nullable Node liveItem) {
        Side of = !(step instanceof PathElement.Index)
                ? side
                : declaredItem == null ? Side.LIVE : liveItem == null ? Side.DECLARED : side;
        return new FieldPair(path.then(step), type.listOrAtomic().element(), declaredItem, liveItem, of);
    }
}
