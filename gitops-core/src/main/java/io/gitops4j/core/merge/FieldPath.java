package io.gitops4j.core.merge;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which field of an object, by what stays true when a list is reordered: items by their keys or their value rather than
 * by their place. Immutable. Prints as {@code spec.containers[name="web"].image}.
 */
public final class FieldPath implements Comparable<FieldPath> {
    private static final FieldPath ROOT = new FieldPath(new PathElement[0]);

    private final PathElement[] elements;

    private FieldPath(PathElement[] elements) {
        this.elements = elements;
    }

    /** The path of the object itself. */
    public static FieldPath root() {
        return ROOT;
    }

    /** The path along these steps. */
    public static FieldPath of(List<PathElement> elements) {
        return elements.isEmpty() ? ROOT : new FieldPath(elements.toArray(new PathElement[0]));
    }

    /** The path along these fields. */
    public static FieldPath of(String... fields) {
        return of(Arrays.stream(fields).<PathElement>map(PathElement::field).toList());
    }

    /** The same path as {@code path}, whose items are told by their index. */
    public static FieldPath of(Path path) {
        PathElement[] elements = new PathElement[path.length()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = path.isIndex(i) ? PathElement.index(path.indexAt(i)) : PathElement.field(path.keyAt(i));
        }
        return elements.length == 0 ? ROOT : new FieldPath(elements);
    }

    /**
     * The path that {@link #toString} prints as {@code text}.
     *
     * @throws IllegalArgumentException where none does; the message says where it stops
     */
    public static FieldPath parse(String text) {
        try {
            return FieldPathText.parse(text);
        } catch (GitOpsException | IndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException("no path of a field: " + text, malformed);
        }
    }

    /** This path, one step further. */
    public FieldPath then(PathElement element) {
        PathElement[] longer = Arrays.copyOf(elements, elements.length + 1);
        longer[elements.length] = element;
        return new FieldPath(longer);
    }

    /** This path, one field further. */
    public FieldPath field(String name) {
        return then(PathElement.field(name));
    }

    /** The number of steps. */
    public int length() {
        return elements.length;
    }

    /** The step at {@code position}, from 0. */
    public PathElement element(int position) {
        return elements[position];
    }

    /** The steps; unmodifiable. */
    public List<PathElement> elements() {
        return List.of(elements);
    }

    /** The first {@code length} steps. */
    public FieldPath prefix(int length) {
        return length == elements.length ? this : length == 0 ? ROOT : new FieldPath(Arrays.copyOf(elements, length));
    }

    /** Whether {@code other} is this path or below it. */
    public boolean covers(FieldPath other) {
        return other.elements.length >= elements.length
                && Arrays.equals(elements, 0, elements.length, other.elements, 0, elements.length);
    }

    /** Whether it is one of the keys by which the item that it is in is told: such a field comes and goes with its item. */
    public boolean isKeyOfItem() {
        int last = elements.length - 1;
        return last > 0
                && elements[last] instanceof PathElement.Field field
                && elements[last - 1] instanceof PathElement.Key key
                && key.keys().has(field.name());
    }

    /**
     * Where the field is in {@code object}: items told by keys or value become indexes; of items that are alike, the
     * first. Empty where it is not there.
     */
    public Optional<Path> in(Node object) {
        Path path = Path.root();
        Node node = object;
        for (PathElement element : elements) {
            int index = -1;
            if (element instanceof PathElement.Field field) {
                node = node instanceof Node.Obj obj ? obj.get(field.name()) : null;
                path = path.key(field.name());
            } else {
                index = node instanceof Node.Arr items ? find(items, element) : -1;
                node = index < 0 ? null : ((Node.Arr) node).get(index);
                path = index < 0 ? path : path.index(index);
            }
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }

    /**
     * Where the field is in {@code object}, which is of {@code type}: as {@link #in(Node)}, and an item that leaves a key to
     * its default is found too.
     */
    public Optional<Path> in(Node object, FieldType type) {
        Path path = Path.root();
        Node node = object;
        FieldType at = type;
        for (PathElement element : elements) {
            if (element instanceof PathElement.Field field) {
                node = node instanceof Node.Obj obj ? obj.get(field.name()) : null;
                path = path.key(field.name());
                at = at.member(field.name());
            } else {
                ListType list = at.listOrAtomic();
                int index = node instanceof Node.Arr items
                        ? ListItems.elements(list, items).indexOf(element)
                        : -1;
                node = index < 0 ? null : ((Node.Arr) node).get(index);
                path = index < 0 ? path : path.index(index);
                at = list.element();
            }
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }

    private static int find(Node.Arr items, PathElement element) {
        if (element instanceof PathElement.Index index) {
            return index.index() < items.size() ? index.index() : -1;
        }
        for (int i = 0; i < items.size(); i++) {
            boolean found = element instanceof PathElement.Item item
                    ? item.value().equals(items.get(i))
                    : items.get(i) instanceof Node.Obj obj && ((PathElement.Key) element).matches(obj);
            if (found) {
                return i;
            }
        }
        return -1;
    }

    /** The path as Kubernetes prints it, such as {@code .spec.containers[name="web"].image}. */
    public String printed() {
        StringBuilder out = new StringBuilder();
        for (PathElement element : elements) {
            out.append(element);
        }
        return out.toString();
    }

    /** By steps; a shorter path before its continuations. */
    @Override
    public int compareTo(FieldPath other) {
        int shorter = Math.min(elements.length, other.elements.length);
        for (int i = 0; i < shorter; i++) {
            int order = elements[i].compareTo(other.elements[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(elements.length, other.elements.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldPath that && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (PathElement element : elements) {
            out.append(
                    element instanceof PathElement.Field field
                            ? Path.of(field.name()).toString().startsWith("[")
                                    ? Path.of(field.name())
                                    : (out.length() == 0 ? "" : ".") + field.name()
                            : element);
        }
        return out.toString();
    }
}
