package io.gitops4j.core.merge;

import java.util.Arrays;
import java.util.Comparator;

/** Collects the steps of one level of a {@link FieldSet}, in any order; empty subtrees are left out. For one thread. */
final class TrieBuilder {
    private static final int LARGE = 64;

    private Object[] steps;
    private FieldSet[] below;
    private int size;
    private boolean sorted = true;

    TrieBuilder(int capacity) {
        steps = new Object[Math.max(capacity, 4)];
        below = new FieldSet[steps.length];
    }

    /** A builder that begins with the first {@code count} steps of {@code set} and has room for {@code more}. */
    static TrieBuilder prefix(FieldSet set, int count, int more) {
        TrieBuilder builder = new TrieBuilder(count + more);
        System.arraycopy(set.steps, 0, builder.steps, 0, count);
        System.arraycopy(set.below, 0, builder.below, 0, count);
        builder.size = count;
        return builder;
    }

    /** Adds {@code set} below {@code step}; to what is there already, where the step comes again. */
    void add(Object step, FieldSet set) {
        if (set.isEmpty()) {
            return;
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
            below = Arrays.copyOf(below, size * 2);
        }
        if (size > 0 && sorted) {
            int order = Step.compare(steps[size - 1], step);
            if (order == 0) {
                below[size - 1] = below[size - 1].union(set);
                return;
            }
            sorted = order < 0;
        }
        steps[size] = step;
        below[size++] = set;
    }

    FieldSet build(boolean member) {
        if (size == 0) {
            return member ? FieldSet.LEAF : FieldSet.EMPTY;
        }
        if (!sorted) {
            sort();
        }
        boolean full = size == steps.length;
        return new FieldSet(
                full ? steps : Arrays.copyOf(steps, size), full ? below : Arrays.copyOf(below, size), member);
    }

    private record Pair(Object step, FieldSet set) {}

    private void sort() {
        if (size < LARGE) {
            insertionSort();
        } else {
            Pair[] pairs = new Pair[size];
            for (int i = 0; i < size; i++) {
                pairs[i] = new Pair(steps[i], below[i]);
            }
            Arrays.sort(pairs, Comparator.comparing(Pair::step, Step.ORDER));
            for (int i = 0; i < size; i++) {
                steps[i] = pairs[i].step;
                below[i] = pairs[i].set;
            }
        }
        sorted = true;
        joinEqualSteps();
    }

    private void insertionSort() {
        for (int i = 1; i < size; i++) {
            Object step = steps[i];
            FieldSet set = below[i];
            int at = i;
            while (at > 0 && Step.compare(steps[at - 1], step) > 0) {
                steps[at] = steps[at - 1];
                below[at] = below[at - 1];
                at--;
            }
            steps[at] = step;
            below[at] = set;
        }
    }

    private void joinEqualSteps() {
        int kept = 0;
        for (int i = 1; i < size; i++) {
            if (Step.compare(steps[kept], steps[i]) == 0) {
                below[kept] = below[kept].union(below[i]);
            } else {
                kept++;
                steps[kept] = steps[i];
                below[kept] = below[i];
            }
        }
        size = kept + 1;
    }
}
