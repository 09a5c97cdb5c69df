package io.gitops4j.core.merge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which fields count at all: those that an endpoint does not reset, such as all but {@code status} (structured-merge-diff
 * {@code fieldpath/set.go}, {@code Filter}). Pure.
 */
@FunctionalInterface
public interface FieldFilter {
    /** The fields of {@code set} that count. */
    FieldSet filtered(FieldSet set);

    /** All but {@code excluded} and what is below it. */
    static FieldFilter excluding(FieldSet excluded) {
        return set -> set.minusRecursively(excluded);
    }

    /**
     * What is on the way to a place that one of {@code patterns} means, or below one; all, where there is no pattern. Where
     * one of them says "any step", those that name a step there count no more, as upstream.
     */
    static FieldFilter including(Pattern... patterns) {
        if (patterns.length == 0) {
            return set -> set;
        }
        PatternTree tree = new PatternTree();
        for (Pattern pattern : patterns) {
            tree.add(pattern.steps);
        }
        return tree::filtered;
    }

    /** The beginning of a path, in which a step may be any. Immutable. */
    final class Pattern {
        /** Null where the step may be any. */
        private final @Nullable Object[] steps;

        private Pattern(@Nullable Object[] steps) {
            this.steps = steps;
        }

        /** Any path. */
        public static Pattern any() {
            return new Pattern(new Object[0]);
        }

        /** This beginning, then {@code element}. */
        public Pattern then(PathElement element) {
            return longer(Step.of(element));
        }

        /** This beginning, then any step. */
        public Pattern thenAny() {
            return longer(null);
        }

        private Pattern longer(@Nullable Object step) {
            @Nullable Object[] longer = Arrays.copyOf(steps, steps.length + 1);
            longer[steps.length] = step;
            return new Pattern(longer);
        }
    }
}
