package io.gitops4j.core.diff;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One side of a change, with every sensitive value already masked. Immutable. */
public final class Value {
    /** What stands in the place of a sensitive value. */
    public static final String MASK = "***";

    private static final Node MASKED = Node.of(MASK);

    private final Node shown;
    private final boolean masked;

    private Value(Node shown, boolean masked) {
        this.shown = Objects.requireNonNull(shown);
        this.masked = masked;
    }

    /**
     * The value {@code node} at {@code path} of an object with these sensitive values; those are masked now and are not kept.
     */
    public static Value of(Node node, Path path, PathSet sensitive) {
        if (sensitive.isEmpty() || !sensitive.touches(path)) {
            return new Value(node, false);
        }
        return new Value(mask(node, path, sensitive), true);
    }

    /** A value read back from where it was stored, masked before. */
    public static Value stored(Node shown, boolean masked) {
        return new Value(shown, masked);
    }

    /** {@code node}, its sensitive values replaced. */
    static Node mask(Node node, Path path, PathSet sensitive) {
        if (!sensitive.touches(path)) {
            return node;
        }
        if (sensitive.covers(path)) {
            return maskAll(node);
        }
        if (node instanceof Node.Obj obj) {
            Node.Obj out = obj;
            for (int i = 0; i < obj.size(); i++) {
                out = out.with(obj.key(i), mask(obj.value(i), path.key(obj.key(i)), sensitive));
            }
            return out;
        }
        if (node instanceof Node.Arr arr) {
            Node[] items = new Node[arr.size()];
            for (int i = 0; i < items.length; i++) {
                items[i] = mask(arr.get(i), path.index(i), sensitive);
            }
            return Node.array(items);
        }
        return node;
    }

    /** Keys stay, they are names; every scalar goes, and the length of every list. */
    private static Node maskAll(Node node) {
        if (node instanceof Node.Obj obj) {
            Node.Obj out = obj;
            for (int i = 0; i < obj.size(); i++) {
                out = out.with(obj.key(i), maskAll(obj.value(i)));
            }
            return out;
        }
        return MASKED;
    }

    /** The value, masked. */
    public Node shown() {
        return shown;
    }

    /** Whether something in it is masked. */
    public boolean masked() {
        return masked;
    }

    /** The value as compact JSON, masked. */
    public String text() {
        return Printer.json(shown, Mask.none());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Value that && masked == that.masked && shown.equals(that.shown);
    }

    @Override
    public int hashCode() {
        return shown.hashCode();
    }

    /** The shape alone. */
    @Override
    public String toString() {
        return shown.toString();
    }
}
