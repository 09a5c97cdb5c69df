package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Takes the fields of a set out of a value, or leaves only them (structured-merge-diff {@code typed/remove.go}). A
 * container that loses its last field becomes null, as upstream.
 */
enum Selecting {
    /** Leaves the fields out. */
    REMOVING,
    /** Keeps the fields alone. */
    EXTRACTING;

    Node in(FieldType type, Node value, FieldSet fields) {
        return switch (Shape.of(type, value)) {
            case SCALAR -> value;
            case LIST -> list(Objects.requireNonNull(type.list()), value, fields);
            case MAP -> map(Objects.requireNonNull(type.map()), value, fields);
        };
    }

    private boolean extracts() {
        return this == EXTRACTING;
    }

    private Node list(ListType type, Node value, FieldSet fields) {
        if (!(value instanceof Node.Arr arr)) {
            return value;
        }
        if (type.isAtomic() || arr.size() == 0) {
            return extracts() ? value : Node.nil();
        }
        Items items = new Items(type, arr);
        Node[] kept = new Node[arr.size()];
        int count = 0;
        boolean changed = false;
        for (int i = 0; i < kept.length; i++) {
            FieldSet below = items.problem(i) == null ? fields.child(items.element(i)) : FieldSet.EMPTY;
            boolean keeps = extracts() ? !below.isEmpty() : !below.member;
            Node item = arr.get(i);
            if (keeps && below.steps.length > 0) {
                item = in(Shape.known(type.element()), item, below);
            }
            if (keeps) {
                kept[count++] = item;
            }
            changed |= !keeps || item != arr.get(i);
        }
        if (!changed) {
            return value;
        }
        return count == 0 ? Node.nil() : Node.array(Arrays.copyOf(kept, count));
    }

    private Node map(MapType type, Node value, FieldSet fields) {
        if (!(value instanceof Node.Obj obj)) {
            return value;
        }
        if (type.isAtomic() || obj.size() == 0) {
            return extracts() ? value : Node.nil();
        }
        return extracts() ? extracted(type, obj, fields) : reduced(type, obj, fields);
    }

    private Node extracted(MapType type, Node.Obj obj, FieldSet fields) {
        ObjBuilder out = Node.objectBuilder(Math.min(obj.size(), fields.steps.length));
        int at = 0;
        for (int i = 0; i < obj.size(); i++) {
            at = skip(fields, at, obj.key(i));
            if (at == fields.steps.length) {
                break;
            }
            if (!obj.key(i).equals(fields.steps[at])) {
                continue;
            }
            FieldSet below = fields.below[at];
            // of a member with members below upstream takes what has the names of this level; we are no better
            out.put(obj.key(i), in(Shape.member(type, obj.key(i)), obj.value(i), below.member ? fields : below));
        }
        return out.size() == 0 ? Node.nil() : out.build();
    }

    private Node reduced(MapType type, Node.Obj obj, FieldSet fields) {
        ObjBuilder out = null;
        int at = 0;
        for (int i = 0; i < obj.size(); i++) {
            String key = obj.key(i);
            at = skip(fields, at, key);
            FieldSet below =
                    at < fields.steps.length && key.equals(fields.steps[at]) ? fields.below[at] : FieldSet.EMPTY;
            Node value = below.steps.length == 0 || below.member
                    ? obj.value(i)
                    : in(Shape.member(type, key), obj.value(i), below);
            if (out == null && (below.member || value != obj.value(i))) {
                out = Node.objectBuilder(obj.size());
                for (int before = 0; before < i; before++) {
                    out.put(obj.key(before), obj.value(before));
                }
            }
            if (out != null && !below.member) {
                out.put(key, value);
            }
        }
        if (out == null) {
            return obj;
        }
        return out.size() == 0 ? Node.nil() : out.build();
    }

    /** The first position from {@code at} whose step is not before the field {@code key}. */
    private static int skip(FieldSet fields, int at, String key) {
        int position = at;
        while (position < fields.steps.length
                && fields.steps[position] instanceof String name
                && Shape.compareKeys(name, key) < 0) {
            position++;
        }
        return position;
    }
}
