package io.gitops4j.core.text;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Shapes;
import java.util.Arrays;
import java.util.Comparator;

/** The members of all open containers, one after another in parallel arrays, and the blocks of the closed ones. */
final class Members {
    private static final int SHORT = 24;
    private static final Node[] NONE = {};

    private int size;
    private String[] keys = new String[32];
    /** Where the key is; negative (its complement) for a key that came through a merge. */
    private int[] keyMarks = new int[32];

    private Node[] values = new Node[32];
    private int[] places = new int[32];

    private int used;
    private int[] blocks = new int[64];

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        used = 0;
    }

    void truncate(int start) {
        size = start;
    }

    String key(int position) {
        return keys[position];
    }

    int keyMark(int position) {
        int mark = keyMarks[position];
        return mark < 0 ? ~mark : mark;
    }

    int block(int index) {
        return blocks[index];
    }

    int[] blocks() {
        return Arrays.copyOf(blocks, used);
    }

    void add(String key, int keyMark, Node value, int place) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            keyMarks = Arrays.copyOf(keyMarks, size * 2);
            values = Arrays.copyOf(values, size * 2);
            places = Arrays.copyOf(places, size * 2);
        }
        keys[size] = key;
        keyMarks[size] = keyMark;
        values[size] = value;
        places[size] = place;
        size++;
    }

    void merge(Node.Obj obj, int place) {
        for (int i = 0; i < obj.size(); i++) {
            add(obj.key(i), ~blocks[place + 1 + 2 * i], obj.value(i), blocks[place + 2 + 2 * i]);
        }
    }

    /** Moves the members that came through merges before those written out, each kind in its order. */
    void mergedFirst(int start) {
        Members written = new Members();
        int kept = start;
        for (int i = start; i < size; i++) {
            if (keyMarks[i] < 0) {
                move(i, kept++);
            } else {
                written.add(keys[i], keyMarks[i], values[i], places[i]);
            }
        }
        written.copyTo(this, kept);
    }

    private void copyTo(Members other, int at) {
        System.arraycopy(keys, 0, other.keys, at, size);
        System.arraycopy(keyMarks, 0, other.keyMarks, at, size);
        System.arraycopy(values, 0, other.values, at, size);
        System.arraycopy(places, 0, other.places, at, size);
    }

    /**
     * Sorts the members from {@code start} on by key and drops all but the last of equal keys. Where that is not
     * allowed, answers the position of the second of two keys that are both written out, right after the first; else
     * -1.
     */
    int sort(int start, boolean strict) {
        boolean sorted = true;
        for (int i = start + 1; i < size && sorted; i++) {
            sorted = keys[i - 1].compareTo(keys[i]) < 0;
        }
        if (sorted) {
            return -1;
        }
        if (size - start <= SHORT) {
            insertionSort(start);
        } else {
            mergeSort(start);
        }
        return dropEqual(start, strict);
    }

    private void insertionSort(int start) {
        for (int i = start + 1; i < size; i++) {
            String key = keys[i];
            int keyMark = keyMarks[i];
            Node value = values[i];
            int place = places[i];
            int at = i;
            while (at > start && keys[at - 1].compareTo(key) > 0) {
                move(at - 1, at);
                at--;
            }
            keys[at] = key;
            keyMarks[at] = keyMark;
            values[at] = value;
            places[at] = place;
        }
    }

    private void mergeSort(int start) {
        Integer[] order = new Integer[size - start];
        Arrays.setAll(order, i -> start + i);
        Arrays.sort(order, Comparator.comparing(i -> keys[i]));
        Members sorted = new Members();
        for (int i : order) {
            sorted.add(keys[i], keyMarks[i], values[i], places[i]);
        }
        sorted.copyTo(this, start);
    }

    private int dropEqual(int start, boolean strict) {
        int kept = start;
        int written = keyMarks[start];
        for (int i = start + 1; i < size; i++) {
            boolean again = keys[kept].equals(keys[i]);
            if (again && strict && written >= 0 && keyMarks[i] >= 0) {
                keyMarks[i - 1] = written;
                return i;
            }
            written = again && written >= 0 ? written : keyMarks[i];
            kept += again ? 0 : 1;
            move(i, kept);
        }
        size = kept + 1;
        return -1;
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        keyMarks[to] = keyMarks[from];
        values[to] = values[from];
        places[to] = places[from];
    }

    Node.Obj object(int start, Shapes shapes) {
        ObjBuilder builder = Node.objectBuilder();
        for (int i = start; i < size; i++) {
            builder.put(keys[i], values[i]);
        }
        return builder.build(shapes);
    }

    Node.Arr array(int start) {
        return Node.array(size == start ? NONE : Arrays.copyOfRange(values, start, size));
    }

    int objectBlock(int start, int mark) {
        int block = reserve(1 + 2 * (size - start));
        blocks[block] = mark;
        for (int i = start, at = block + 1; i < size; i++) {
            blocks[at++] = keyMark(i);
            blocks[at++] = places[i];
        }
        return block;
    }

    int arrayBlock(int start, int mark) {
        int block = reserve(1 + size - start);
        blocks[block] = mark;
        System.arraycopy(places, start, blocks, block + 1, size - start);
        return block;
    }

    private int reserve(int length) {
        int block = used;
        used += length;
        if (used > blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(used, blocks.length * 2));
        }
        return block;
    }
}
