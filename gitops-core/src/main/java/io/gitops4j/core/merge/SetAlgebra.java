package io.gitops4j.core.merge;

import org.jspecify.annotations.Nullable;

/**
 * Union, difference and intersection of field sets, level by level over the sorted steps. Whatever does not change is
 * shared with the left set, up to the set itself.
 */
enum SetAlgebra {
    UNION(true, true),
    MINUS(true, false),
    /** A member on the right takes away what is below it, too. */
    MINUS_RECURSIVELY(true, false),
    INTERSECTION(false, false);

    private final boolean keepsLeft;
    private final boolean takesRight;

    SetAlgebra(boolean keepsLeft, boolean takesRight) {
        this.keepsLeft = keepsLeft;
        this.takesRight = takesRight;
    }

    FieldSet of(FieldSet a, FieldSet b) {
        if (a == b) {
            return this == UNION || this == INTERSECTION ? a : FieldSet.EMPTY;
        }
        if (b.isEmpty()) {
            return keepsLeft ? a : FieldSet.EMPTY;
        }
        if (a.isEmpty()) {
            return takesRight ? b : FieldSet.EMPTY;
        }
        if (this == MINUS_RECURSIVELY && b.member) {
            return FieldSet.EMPTY;
        }
        return join(a, b);
    }

    private boolean member(FieldSet a, FieldSet b) {
        return switch (this) {
            case UNION -> a.member || b.member;
            case MINUS, MINUS_RECURSIVELY -> a.member && !b.member;
            case INTERSECTION -> a.member && b.member;
        };
    }

    private FieldSet join(FieldSet a, FieldSet b) {
        TrieBuilder out = null;
        int i = 0;
        int j = 0;
        while (i < a.steps.length || takesRight && j < b.steps.length) {
            int order = order(a, i, b, j);
            FieldSet joined;
            if (order < 0) {
                joined = keepsLeft ? a.below[i] : FieldSet.EMPTY;
            } else if (order > 0) {
                joined = takesRight ? b.below[j] : FieldSet.EMPTY;
            } else {
                joined = of(a.below[i], b.below[j]);
            }
            boolean changes = order > 0 ? takesRight : joined != a.below[i];
            if (out == null && changes) {
                out = TrieBuilder.prefix(a, i, a.steps.length - i + (takesRight ? b.steps.length - j : 0));
            }
            if (out != null && (order <= 0 || takesRight)) {
                out.add(order <= 0 ? a.steps[i] : b.steps[j], joined);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return result(a, member(a, b), out);
    }

    private static int order(FieldSet a, int i, FieldSet b, int j) {
        if (i == a.steps.length) {
            return 1;
        }
        return j == b.steps.length ? -1 : Step.compare(a.steps[i], b.steps[j]);
    }

    private static FieldSet result(FieldSet a, boolean member, @Nullable TrieBuilder out) {
        return out == null ? a.withMember(member) : out.build(member);
    }
}
