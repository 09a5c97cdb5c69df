package io.gitops4j.core.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link FieldPath}: a field of an object, an item of a list by its keys, by its value, or by its index
 * (structured-merge-diff {@code fieldpath/element.go}). Immutable.
 *
 * <p>The order is that of the API server: fields, then items by keys, by value, by index; fields by name, items by what
 * tells them.
 */
public abstract sealed class PathElement implements Comparable<PathElement>
        permits PathElement.Field, PathElement.Key, PathElement.Item, PathElement.Index {

    private PathElement() {}

    /** The field {@code name} of an object. */
    public static Field field(String name) {
        return new Field(name);
    }

    /** The item of a list whose keys have these values. */
    public static Key key(Node.Obj keys) {
        return new Key(keys);
    }

    /** The item of a set that is {@code value}. */
    public static Item item(Node value) {
        return new Item(value);
    }

    /** The item at {@code index}. */
    public static Index index(int index) {
        return new Index(index);
    }

    /**
     * The step that {@code text} means in the FieldsV1 encoding, such as {@code f:image} or {@code k:{"name":"web"}}.
     *
     * @throws io.gitops4j.core.GitOpsException ({@code invalid-text}) where it is malformed; ({@code not-supported})
     *     where its prefix is one that this version does not know, which the API server leaves out
     */
    public static PathElement parse(String text) {
        Object step = StepText.parse(text);
        if (step == null) {
            throw new GitOpsException(
                    Problem.of(Code.NOT_SUPPORTED, Location.nowhere(), "no kind of step is known for " + text));
        }
        return Step.element(step);
    }

    /** The step in the FieldsV1 encoding; {@link #parse} gives it back. */
    public abstract String serialized();

    /** 0 to 3, in the order of the kinds. */
    abstract int rank();

    abstract int compareSame(PathElement other);

    @Override
    public final int compareTo(PathElement other) {
        int order = Integer.compare(rank(), other.rank());
        return order != 0 ? order : compareSame(other);
    }

    /** The step within a printed path, such as {@code .image}, {@code [name="web"]}, {@code [="x"]} or {@code [0]}. */
    @Override
    public abstract String toString();

    /** A field of an object. */
    public static final class Field extends PathElement {
        private final String name;

        private Field(String name) {
            this.name = Objects.requireNonNull(name);
        }

        /** The name. */
        public String name() {
            return name;
        }

        @Override
        public String serialized() {
            return "f:" + name;
        }

        @Override
        int rank() {
            return 0;
        }

        @Override
        int compareSame(PathElement other) {
            return NodeOrder.compareText(name, ((Field) other).name);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Field that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return "." + name;
        }
    }

    /** An item of a list by its keys. */
    public static final class Key extends PathElement {
        private final Node.Obj keys;

        private Key(Node.Obj keys) {
            this.keys = Objects.requireNonNull(keys);
        }

        /** Each key with its value. */
        public Node.Obj keys() {
            return keys;
        }

        /** Whether {@code item} has these values for these keys. */
        public boolean matches(Node.Obj item) {
            for (int i = 0; i < keys.size(); i++) {
                if (!keys.value(i).equals(item.get(keys.key(i)))) {
                    return false;
                }
            }
            return true;
        }

        /**
         * Whether {@code item} may be the one: it has these values for the keys that it has, and has one. A key that it lacks may
         * have its default.
         */
        public boolean maybe(Node.Obj item) {
            boolean any = false;
            for (int i = 0; i < keys.size(); i++) {
                Node value = item.get(keys.key(i));
                if (value != null && !value.equals(keys.value(i))) {
                    return false;
                }
                any |= value != null;
            }
            return any;
        }

        @Override
        public String serialized() {
            return StepText.serialized(keys);
        }

        @Override
        int rank() {
            return 1;
        }

        @Override
        int compareSame(PathElement other) {
            return NodeOrder.compare(keys, ((Key) other).keys);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && keys.equals(that.keys);
        }

        @Override
        public int hashCode() {
            return 31 + keys.hashCode();
        }

        @Override
        public String toString() {
            StringBuilder out = new StringBuilder("[");
            for (int i = 0; i < keys.size(); i++) {
                out.append(i == 0 ? "" : ",").append(keys.key(i)).append('=');
                out.append(Printer.json(keys.value(i), Mask.none()));
            }
            return out.append(']').toString();
        }
    }

    /** An item of a set by its value. */
    public static final class Item extends PathElement {
        private final Node value;

        private Item(Node value) {
            this.value = Objects.requireNonNull(value);
        }

        /** The value. */
        public Node value() {
            return value;
        }

        @Override
        public String serialized() {
            return StepText.serialized(value);
        }

        @Override
        int rank() {
            return 2;
        }

        @Override
        int compareSame(PathElement other) {
            return NodeOrder.compare(value, ((Item) other).value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Item that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return 62 + value.hashCode();
        }

        @Override
        public String toString() {
            return "[=" + Printer.json(value, Mask.none()) + "]";
        }
    }

    /** An item of a list by its index. */
    public static final class Index extends PathElement {
        private final int index;

        private Index(int index) {
            this.index = index;
        }

        /** The index, from 0. */
        public int index() {
            return index;
        }

        @Override
        public String serialized() {
            return "i:" + index;
        }

        @Override
        int rank() {
            return 3;
        }

        @Override
        int compareSame(PathElement other) {
            return Integer.compare(index, ((Index) other).index);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Index that && index == that.index;
        }

        @Override
        public int hashCode() {
            return 93 + index;
        }

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }
}
