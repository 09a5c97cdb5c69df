package io.gitops4j.core.merge;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The patterns of a filter as one tree. Not changed once it is built. */
final class PatternTree {
    private final TreeMap<Object, PatternTree> steps = new TreeMap<>(Step.ORDER);
    private @Nullable PatternTree anyStep;

    /** Whether a pattern ends here, which takes in all below. */
    private boolean end;

    /** @param pattern steps, null for any */
    void add(@Nullable Object[] pattern) {
        PatternTree at = this;
        for (Object step : pattern) {
            if (step == null) {
                PatternTree any = at.anyStep == null ? new PatternTree() : at.anyStep;
                at.anyStep = any;
                at = any;
            } else {
                at = at.steps.computeIfAbsent(step, key -> new PatternTree());
            }
        }
        at.end = true;
    }

    FieldSet filtered(FieldSet set) {
        if (end || set.isEmpty()) {
            return set;
        }
        TrieBuilder out = new TrieBuilder(4);
        for (int i = 0; i < set.steps.length; i++) {
            PatternTree next = anyStep != null ? anyStep : steps.get(set.steps[i]);
            if (next != null) {
                out.add(set.steps[i], next.filtered(set.below[i]));
            }
        }
        return out.build(set.member);
    }
}
