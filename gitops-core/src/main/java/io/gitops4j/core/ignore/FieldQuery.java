package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import java.util.ArrayList;
import java.util.List;

/** Which fields an expression names: those at the end of one of these paths. Immutable. */
record FieldQuery(List<List<Step>> paths) {
    /** More are refused: an expression may multiply them. */
    private static final int MOST_PATHS = 64;

    /** The object itself. */
    static final FieldQuery SELF = new FieldQuery(List.of(List.of()));

    /** No field at all. */
    static final FieldQuery NOTHING = new FieldQuery(List.of());

    static FieldQuery of(Step step) {
        return new FieldQuery(List.of(List.of(step)));
    }

    static FieldQuery of(List<Step> path) {
        return new FieldQuery(List.of(List.copyOf(path)));
    }

    FieldQuery then(Step step, Scanner in) {
        return then(of(step), in);
    }

    /** The fields that {@code further} names below each of these. */
    FieldQuery then(FieldQuery further, Scanner in) {
        if ((long) paths.size() * further.paths.size() > MOST_PATHS) {
            throw tooMany(in);
        }
        List<List<Step>> all = new ArrayList<>();
        for (List<Step> path : paths) {
            for (List<Step> rest : further.paths) {
                List<Step> longer = new ArrayList<>(path);
                longer.addAll(rest);
                all.add(List.copyOf(longer));
            }
        }
        return new FieldQuery(List.copyOf(all));
    }

    /** These fields and those. */
    FieldQuery or(FieldQuery others, Scanner in) {
        if (paths.size() + others.paths.size() > MOST_PATHS) {
            throw tooMany(in);
        }
        List<List<Step>> all = new ArrayList<>(paths);
        all.addAll(others.paths);
        return new FieldQuery(List.copyOf(all));
    }

    private static SyntaxProblem tooMany(Scanner in) {
        return in.problem("the expression stands for more than " + MOST_PATHS + " paths; write several");
    }
}
