package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ListItems;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The sensitive values of an object as fields, which stay the same where lists are ordered otherwise. Where an item is
 * told by its place or by its very value, the whole list is sensitive. Immutable.
 */
final class SensitiveFields {
    private final FieldSet roots;
    private final boolean everything;

    private SensitiveFields(FieldSet roots, boolean everything) {
        this.roots = roots;
        this.everything = everything;
    }

    /** The fields at {@code paths} of {@code body}. */
    static SensitiveFields of(PathSet paths, Node.Obj body, FieldType type) {
        List<FieldPath> fields = new ArrayList<>();
        for (Path path : paths.roots()) {
            fields.add(field(path, body, type));
        }
        return new SensitiveFields(FieldSet.of(fields), fields.contains(FieldPath.root()));
    }

    private static FieldPath field(Path path, Node.Obj body, FieldType root) {
        FieldPath field = FieldPath.root();
        Node node = body;
        FieldType type = root;
        for (int i = 0; i < path.length(); i++) {
            if (path.isIndex(i)) {
                ListType list = type.list();
                if (list == null
                        || list.kind() != ListType.Kind.KEYED
                        || !(node instanceof Node.Arr items)
                        || path.indexAt(i) >= items.size()) {
                    return field;
                }
                field = field.then(ListItems.element(list, items.get(path.indexAt(i)), path.indexAt(i)));
                node = items.get(path.indexAt(i));
                type = list.element();
            } else {
                String key = path.keyAt(i);
                field = field.field(key);
                type = type.member(key);
                Node next = node instanceof Node.Obj object ? object.get(key) : null;
                node = next == null ? Node.nil() : next;
            }
        }
        return field;
    }

    /** Whether a sensitive value is at {@code path}, above it or below it. */
    boolean touches(FieldPath path) {
        FieldSet at = at(path);
        return everything || at.isMember() || !at.isEmpty();
    }

    /** {@code value}, which is at {@code path}, masked. */
    Value mask(Node value, FieldPath path) {
        return everything ? Value.hidden(value) : Value.of(value, at(path));
    }

    /** The sensitive fields at or below {@code path}; a member where it is in one. */
    private FieldSet at(FieldPath path) {
        FieldSet at = roots;
        for (int i = 0; i < path.length() && !at.isMember(); i++) {
            at = at.child(path.element(i));
        }
        return at;
    }
}
