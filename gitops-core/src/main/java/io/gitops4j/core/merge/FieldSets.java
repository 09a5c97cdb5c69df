package io.gitops4j.core.merge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shares what is equal in the field sets of many objects: ten thousand objects of one controller are owned alike, and
 * then hold one trie together. Bounded: past the bound new ones are used unshared. For one thread; whoever reads the
 * managed fields of many objects that live together keeps one, as with {@link io.gitops4j.core.tree.Shapes}.
 */
public final class FieldSets {
    private static final int BOUND = 32_768;

    private final Map<String, Object> steps = new HashMap<>();
    private final Map<Level, Object[]> levels = new HashMap<>();
    private final Map<FieldSet, FieldSet> sets = new HashMap<>();

    /** An empty table. */
    public FieldSets() {}

    /** A set equal to {@code set}, the one that was given first where it is known. */
    public FieldSet share(FieldSet set) {
        FieldSet known = sets.get(set);
        if (known != null) {
            return known;
        }
        FieldSet[] below = new FieldSet[set.steps.length];
        boolean changed = false;
        for (int i = 0; i < below.length; i++) {
            below[i] = share(set.below[i]);
            changed |= below[i] != set.below[i];
        }
        Object[] level = level(set.steps);
        FieldSet shared = changed || level != set.steps ? new FieldSet(level, below, set.member) : set;
        if (below.length > 0 && sets.size() < BOUND) {
            sets.put(shared, shared);
        }
        return below.length == 0 ? set : shared;
    }

    private Object[] level(Object[] sorted) {
        Object[] known = levels.get(new Level(sorted));
        if (known == null && levels.size() < BOUND) {
            levels.put(new Level(sorted), sorted);
        }
        return known == null ? sorted : known;
    }

    /** The step that {@code serialized} was read as, or null where it was not yet. */
    @Nullable
    Object step(String serialized) {
        return steps.get(serialized);
    }

    void learn(String serialized, Object step) {
        if (steps.size() < BOUND) {
            steps.put(serialized, step);
        }
    }

    /** The steps of one level as a key. */
    private static final class Level {
        private final Object[] steps;

        Level(Object[] steps) {
            this.steps = steps;
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(steps);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Level that && Arrays.equals(steps, that.steps);
        }
    }
}
