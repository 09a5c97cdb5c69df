package io.gitops4j.core.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Node.Obj} member by member, in any order. A later value for a key replaces the earlier one; {@link
 * #has} tells beforehand. For one thread.
 */
public final class ObjBuilder {
    private String[] keys;
    private Node[] values;
    private int size;

    ObjBuilder() {
        this(8);
    }

    ObjBuilder(int capacity) {
        keys = new String[Math.max(capacity, 4)];
        values = new Node[keys.length];
    }

    /** Adds or replaces the member {@code key}. */
    public ObjBuilder put(String key, Node value) {
        int position = search(key);
        if (position >= 0) {
            values[position] = value;
            return this;
        }
        int at = -position - 1;
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        keys[at] = key;
        values[at] = value;
        size++;
        return this;
    }

    /** Adds or replaces the member {@code key} with a string. */
    public ObjBuilder put(String key, String value) {
        return put(key, Node.of(value));
    }

    /** Adds or replaces the member {@code key} with a number. */
    public ObjBuilder put(String key, long value) {
        return put(key, Node.of(value));
    }

    /** Adds or replaces the member {@code key} with a boolean. */
    public ObjBuilder put(String key, boolean value) {
        return put(key, Node.of(value));
    }

    /** Whether {@code key} was put. */
    public boolean has(String key) {
        return search(key) >= 0;
    }

    /** The number of members put so far. */
    public int size() {
        return size;
    }

    /** The object; the builder may go on and be built again. */
    public Node.Obj build() {
        return build(null);
    }

    /** The object, its keys shared with equal sets of keys through {@code shapes}. */
    public Node.Obj build(@Nullable Shapes shapes) {
        if (size == 0) {
            return Node.object();
        }
        String[] sorted = Arrays.copyOf(keys, size);
        return new Node.Obj(shapes == null ? sorted : shapes.share(sorted), Arrays.copyOf(values, size));
    }

    private int search(String key) {
        int low = 0;
        int high = size - 1;
        // documents mostly list keys in order of use, often sorted: the last place is the best first guess
        if (size > 0 && keys[high].compareTo(key) < 0) {
            return -size - 1;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = keys[middle].compareTo(key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
