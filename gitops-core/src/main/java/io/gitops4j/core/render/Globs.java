package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.util.ArrayList;
import java.util.List;

/** The patterns of one option. Immutable. */
final class Globs {
    private static final int MOST = 200;

    private final List<Glob> globs;

    private Globs(List<Glob> globs) {
        this.globs = List.copyOf(globs);
    }

    static Globs of(String option, List<String> patterns) {
        Problems problems = Problems.none();
        if (patterns.size() > MOST) {
            problems.add(wrong(option, "at most " + MOST + " patterns, not " + patterns.size()));
            problems.throwIfAny();
        }
        List<Glob> globs = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            try {
                globs.add(Glob.of(patterns.get(i)));
            } catch (IllegalArgumentException malformed) {
                problems.add(wrong(option + "[" + i + "]", String.valueOf(malformed.getMessage())));
            }
        }
        problems.throwIfAny();
        return new Globs(globs);
    }

    private static Problem wrong(String field, String message) {
        return Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField(field), message);
    }

    boolean isEmpty() {
        return globs.isEmpty();
    }

    /** Whether a pattern matches {@code path}, or a folder on its way. */
    boolean match(String path) {
        for (Glob glob : globs) {
            if (glob.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
