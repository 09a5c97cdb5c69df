package io.gitops4j.core.merge;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Collects the steps of one level of a {@link FieldSet}, in any order; empty subtrees are left out. For one thread. */
final class TrieBuilder {
    private static final int LARGE = 64;

    private Object[] steps;

    /** Null as long as all that came are members alone. */
    private FieldSet @Nullable [] below;

    private int size;
    private boolean sorted = true;

    TrieBuilder(int capacity) {
        steps = new Object[Math.max(capacity, 1)];
    }

    /** A builder that begins with the first {@code count} steps of {@code set} and has room for {@code more}. */
    static TrieBuilder prefix(FieldSet set, int count, int more) {
        TrieBuilder builder = new TrieBuilder(count + more);
        System.arraycopy(set.steps, 0, builder.steps, 0, count);
        builder.below = new FieldSet[builder.steps.length];
        System.arraycopy(set.below, 0, builder.below, 0, count);
        builder.size = count;
        return builder;
    }

    /** Adds {@code set} below {@code step}; to what is there already, where the step comes again. */
    void add(Object step, FieldSet set) {
        if (set.isEmpty()) {
            return;
        }
        if (size > 0 && sorted) {
            int order = Step.compare(steps[size - 1], step);
            if (order == 0) {
                written()[size - 1] = child(size - 1).union(set);
                return;
            }
            sorted = order < 0;
        }
        append(step, set);
    }

    /** Adds {@code set} below {@code step}, which is after all that came before. */
    void append(Object step, FieldSet set) {
        if (set.isEmpty()) {
            return;
        }
        if (size == steps.length) {
            grow();
        }
        if (below != null || set != FieldSet.LEAF) {
            written()[size] = set;
        }
        steps[size++] = step;
    }

    private void grow() {
        steps = Arrays.copyOf(steps, size * 2);
        below = below == null ? null : Arrays.copyOf(below, size * 2);
    }

    private FieldSet child(int position) {
        return below == null ? FieldSet.LEAF : below[position];
    }

    private FieldSet[] written() {
        FieldSet[] sets = below;
        if (sets == null) {
            sets = new FieldSet[steps.length];
            Arrays.fill(sets, 0, size, FieldSet.LEAF);
            below = sets;
        }
        return sets;
    }

    FieldSet build(boolean member) {
        if (size == 0) {
            return member ? FieldSet.LEAF : FieldSet.EMPTY;
        }
        if (!sorted) {
            sort();
        }
        boolean full = size == steps.length;
        FieldSet[] sets = below == null ? FieldSet.leaves(size) : full ? below : Arrays.copyOf(below, size);
        return new FieldSet(full ? steps : Arrays.copyOf(steps, size), sets, member);
    }

    private record Pair(Object step, FieldSet set) {}

    private void sort() {
        FieldSet[] below = written();
        if (size < LARGE) {
            insertionSort(below);
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
        joinEqualSteps(below);
    }

    private void insertionSort(FieldSet[] below) {
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

    private void joinEqualSteps(FieldSet[] below) {
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
