package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.tree.Node;
import java.util.Objects;

/**
 * The fields that a value says something of, which its applier comes to own (structured-merge-diff {@code
 * typed/tofieldset.go}): every leaf, each item of a list, each entry of a map, but no named struct.
 */
final class OwnFields {
    private OwnFields() {}

    static FieldSet of(FieldType type, Node value) {
        return switch (Shape.of(type, value)) {
            case SCALAR -> FieldSet.LEAF;
            case LIST -> list(Objects.requireNonNull(type.list()), value);
            case MAP -> map(Objects.requireNonNull(type.map()), value);
        };
    }

    private static FieldSet map(MapType type, Node value) {
        if (type.isAtomic()) {
            return FieldSet.LEAF;
        }
        if (!(value instanceof Node.Obj obj) || obj.size() == 0) {
            return FieldSet.EMPTY;
        }
        TrieBuilder out = new TrieBuilder(obj.size());
        for (int i = 0; i < obj.size(); i++) {
            Node child = obj.value(i);
            boolean unnamed = type.field(obj.key(i)) == null;
            boolean nothing = child instanceof Node.Null || child instanceof Node.Obj empty && empty.size() == 0;
            FieldSet below = of(Shape.member(type, obj.key(i)), child);
            out.append(obj.key(i), unnamed || nothing ? below.withMember(true) : below);
        }
        return out.build(false);
    }

    private static FieldSet list(ListType type, Node value) {
        if (type.isAtomic()) {
            return FieldSet.LEAF;
        }
        if (!(value instanceof Node.Arr arr) || arr.size() == 0) {
            return FieldSet.EMPTY;
        }
        Items items = new Items(type, arr);
        int[] firsts = items.firsts();
        int[] counts = items.counts(firsts);
        FieldType element = Shape.known(type.element());
        TrieBuilder out = new TrieBuilder(arr.size());
        for (int i = 0; i < items.size; i++) {
            if (counts != null && firsts != null && counts[firsts[i]] > 1) {
                // items that are alike are owned together, and nothing in them by itself
                if (firsts[i] == i) {
                    out.add(items.element(i), FieldSet.LEAF);
                }
            } else {
                out.add(items.element(i), of(element, arr.get(i)).withMember(true));
            }
        }
        return out.build(false);
    }
}
