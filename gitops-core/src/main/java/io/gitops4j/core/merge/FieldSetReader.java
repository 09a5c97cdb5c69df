package io.gitops4j.core.merge;

import io.gitops4j.core.text.JsonCursor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads field sets in the FieldsV1 encoding from JSON straight into the trie, as {@link FieldsV1#tolerant} reads their trees.
 * The steps of all open levels are one stack, so that a level costs its own two arrays and nothing else. For one thread.
 */
final class FieldSetReader {
    private final FieldsV1 encoding;

    private String[] keys = new String[64];
    private Object[] steps = new Object[64];
    private FieldSet[] below = new FieldSet[64];
    private int size;

    FieldSetReader(FieldsV1 encoding) {
        this.encoding = encoding;
    }

    /** The set that the value encodes; the empty one where it is no object. */
    FieldSet read(JsonCursor in) {
        size = 0;
        return in.enterObject() ? encoding.shared(level(in).withMember(false)) : FieldSet.EMPTY;
    }

    /** The level that was entered. */
    private FieldSet level(JsonCursor in) {
        int start = size;
        boolean self = false;
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (key.equals(FieldsV1.SELF)) {
                self = true;
                continue;
            }
            Object step = encoding.step(key);
            if (step != null) {
                push(key, step, in.enterObject() ? level(in) : FieldSet.LEAF);
            }
        }
        FieldSet level = size == start ? FieldSet.LEAF : isSorted(start) ? sorted(start, self) : unsorted(start, self);
        size = start;
        return level;
    }

    private void push(String key, Object step, FieldSet set) {
        if (size == steps.length) {
            keys = Arrays.copyOf(keys, size * 2);
            steps = Arrays.copyOf(steps, size * 2);
            below = Arrays.copyOf(below, size * 2);
        }
        keys[size] = key;
        steps[size] = step;
        below[size++] = set;
    }

    private boolean isSorted(int start) {
        for (int i = start + 1; i < size; i++) {
            if (Step.compare(steps[i - 1], steps[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The API server writes almost every level in our order. */
    private FieldSet sorted(int start, boolean self) {
        return new FieldSet(Arrays.copyOfRange(steps, start, size), Arrays.copyOfRange(below, start, size), self);
    }

    /** Of a key that comes twice the last counts, as in a tree; two spellings of one step are joined. */
    private FieldSet unsorted(int start, boolean self) {
        Map<String, Integer> last = new LinkedHashMap<>();
        for (int i = start; i < size; i++) {
            last.put(keys[i], i);
        }
        TrieBuilder out = new TrieBuilder(last.size());
        last.values().forEach(i -> out.add(steps[i], below[i]));
        return out.build(self);
    }
}
