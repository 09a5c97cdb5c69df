package io.gitops4j.core.merge;

import java.util.ArrayList;
import java.util.List;

/** The members of a field set as lists of paths. */
final class Members {
    private Members() {}

    /** In the order of structured-merge-diff's {@code Set.Iterate}. */
    static List<FieldPath> paths(FieldSet set) {
        List<FieldPath> paths = new ArrayList<>();
        collect(set, FieldPath.root(), paths);
        return paths;
    }

    private static void collect(FieldSet set, FieldPath here, List<FieldPath> paths) {
        int[] order = order(set);
        for (int i : order) {
            if (set.below[i].member) {
                paths.add(here.then(set.element(i)));
            }
        }
        for (int i : order) {
            if (set.below[i].steps.length > 0) {
                collect(set.below[i], here.then(set.element(i)), paths);
            }
        }
    }

    static void print(FieldSet set, StringBuilder here, List<String> names) {
        if (set.member) {
            names.add(here.toString());
        }
        int length = here.length();
        for (int i : order(set)) {
            here.append(Step.printed(set.steps[i]));
            print(set.below[i], here, names);
            here.setLength(length);
        }
    }

    /** The positions of the steps in the API server's order, by UTF-8, which differs only beside surrogates. */
    static int[] order(FieldSet set) {
        Integer[] sorted = null;
        int count = set.steps.length;
        int[] order = new int[count];
        boolean regular = true;
        for (int i = 0; i < count; i++) {
            order[i] = i;
            regular &= i == 0 || !(set.steps[i] instanceof String name) || inOrder((String) set.steps[i - 1], name);
        }
        if (!regular) {
            sorted = new Integer[count];
            for (int i = 0; i < count; i++) {
                sorted[i] = i;
            }
            java.util.Arrays.sort(sorted, (a, b) -> set.element(a).compareTo(set.element(b)));
            for (int i = 0; i < count; i++) {
                order[i] = sorted[i];
            }
        }
        return order;
    }

    private static boolean inOrder(String a, String b) {
        return NodeOrder.compareText(a, b) < 0;
    }
}
