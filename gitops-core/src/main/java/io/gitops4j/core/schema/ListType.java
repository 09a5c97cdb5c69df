package io.gitops4j.core.schema;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list: one value as a whole, a set of scalars, or objects that are told apart by their keys. Immutable. */
public final class ListType {
    /** How the items belong together. */
    public enum Kind {
        /** The list is one value; who sets one item sets all. */
        ATOMIC,
        /** Each item is owned by itself and told by its value. */
        SET,
        /** Each item is owned by itself and told by its keys ({@code x-kubernetes-list-map-keys}). */
        KEYED
    }

    private final Kind kind;
    private final FieldType element;
    private final List<String> keys;

    /** The names of the keys, which the keys of all items share. */
    private final Node.Obj names;

    private ListType(Kind kind, FieldType element, List<String> keys) {
        this.kind = kind;
        this.element = Objects.requireNonNull(element);
        this.keys = keys;
        ObjBuilder all = Node.objectBuilder(keys.size());
        keys.forEach(key -> all.put(key, Node.nil()));
        this.names = all.build();
    }

    /** A list that is one value. */
    public static ListType atomic(FieldType element) {
        return new ListType(Kind.ATOMIC, element, List.of());
    }

    /** A list whose items are told by their values. */
    public static ListType set(FieldType element) {
        return new ListType(Kind.SET, element, List.of());
    }

    /**
     * A list whose items are told by the values of {@code keys}, at least one.
     *
     * @param keys names of fields of the element; kept sorted
     */
    public static ListType keyed(FieldType element, List<String> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a keyed list has a key");
        }
        return new ListType(Kind.KEYED, element, keys.stream().sorted().toList());
    }

    /** How the items belong together. */
    public Kind kind() {
        return kind;
    }

    /** Whether the list is one value. */
    public boolean isAtomic() {
        return kind == Kind.ATOMIC;
    }

    /** What an item may be. */
    public FieldType element() {
        return element;
    }

    /** The names of the keys, sorted; empty unless the list is keyed. */
    public List<String> keys() {
        return keys;
    }

    /** The value of the key {@code name} of an item, or its default; null where there is neither. */
    public @Nullable Node key(Node.Obj item, String name) {
        Node value = item.get(name);
        if (value != null) {
            return value;
        }
        MapType map = element.map();
        StructField field = map == null ? null : map.field(name);
        return field == null ? null : field.defaultValue().orElse(null);
    }

    /** The keys of {@code item}, by name, those that it has or that have a default. */
    public Node.Obj keys(Node.Obj item) {
        int width = names.size();
        Node first = key(item, names.key(0));
        if (width == 1) {
            return first == null ? Node.object() : names.with(names.key(0), first);
        }
        Node[] values = new Node[width];
        boolean all = true;
        for (int i = 0; i < width; i++) {
            Node value = i == 0 ? first : key(item, names.key(i));
            values[i] = value == null ? Node.nil() : value;
            all &= value != null;
        }
        return all ? names.withValues(values) : some(item);
    }

    private Node.Obj some(Node.Obj item) {
        ObjBuilder some = Node.objectBuilder(keys.size());
        for (String name : keys) {
            Node value = key(item, name);
            if (value != null) {
                some.put(name, value);
            }
        }
        return some.build();
    }

    @Override
    public String toString() {
        return kind + (keys.isEmpty() ? "" : " " + keys);
    }
}
