package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;

/** The leaves of a value of which no type is known (structured-merge-diff {@code fieldpath/fromvalue.go}). */
final class GuessedFields {
    /** Scalars of these names most likely tell an item from the others. */
    private static final List<String> KEYS = List.of("key", "id", "name");

    private GuessedFields() {}

    static FieldSet of(Node value) {
        if (value instanceof Node.Obj obj) {
            TrieBuilder out = new TrieBuilder(obj.size());
            for (int i = 0; i < obj.size(); i++) {
                out.add(obj.key(i), of(obj.value(i)));
            }
            return out.build(false);
        }
        if (value instanceof Node.Arr arr) {
            TrieBuilder out = new TrieBuilder(arr.size());
            for (int i = 0; i < arr.size(); i++) {
                out.add(step(i, arr.get(i)), of(arr.get(i)));
            }
            return out.build(false);
        }
        return FieldSet.LEAF;
    }

    private static PathElement step(int index, Node item) {
        ObjBuilder keys = Node.objectBuilder(KEYS.size());
        if (item instanceof Node.Obj obj) {
            for (String name : KEYS) {
                Node key = obj.get(name);
                if (key instanceof Node.Str || key instanceof Node.Num || key instanceof Node.Bool) {
                    keys.put(name, key);
                }
            }
        }
        return keys.size() == 0 ? PathElement.index(index) : PathElement.key(keys.build());
    }
}
