package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
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
     * The value {@code node}, of which the subtrees that {@code sensitive} names are masked now and not kept; all of it
     * where that names the value itself.
     */
    static Value of(Node node, FieldSet sensitive) {
        return sensitive.isMember()
                ? hidden(node)
                : sensitive.isEmpty() ? new Value(node, false) : new Value(mask(node, sensitive), true);
    }

    /** The value {@code node}, all of it masked. */
    static Value hidden(Node node) {
        return new Value(maskAll(node), true);
    }

    /** A value read back from where it was stored, masked before. */
    public static Value stored(Node shown, boolean masked) {
        return new Value(shown, masked);
    }

    /** A list that has a sensitive item goes as a whole: its items may be in another order. */
    private static Node mask(Node node, FieldSet sensitive) {
        if (sensitive.isMember()) {
            return maskAll(node);
        }
        if (sensitive.isEmpty()) {
            return node;
        }
        if (!(node instanceof Node.Obj obj)) {
            return MASKED;
        }
        Node.Obj out = obj;
        for (int i = 0; i < obj.size(); i++) {
            out = out.with(obj.key(i), mask(obj.value(i), sensitive.child(obj.key(i))));
        }
        return out;
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
