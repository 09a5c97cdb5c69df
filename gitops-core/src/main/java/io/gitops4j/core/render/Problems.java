package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong in several files, so that one exception names all of it. It keeps the first twenty problems and
 * counts the rest. For one thread.
 */
public final class Problems {
    private static final int KEPT = 20;
    private static final Set<Code> FINAL = Set.of(Code.CANCELLED, Code.LIMIT, Code.INTERNAL);

    private final List<Problem> kept = new ArrayList<>();
    private int more;

    private Problems() {}

    /** No problem yet. */
    public static Problems none() {
        return new Problems();
    }

    /** Adds one. */
    public void add(Problem problem) {
        if (kept.size() < KEPT) {
            kept.add(problem);
        } else {
            more++;
        }
    }

    /** Adds all of {@code failure}. */
    public void addAll(GitOpsException failure) {
        failure.problems().forEach(this::add);
    }

    /**
     * Runs {@code step} and adds what it throws, unless going on has no sense after it: a failure that may go away by itself, a
     * cancellation, a limit over the whole rendering, or a bug is thrown on at once.
     *
     * @return whether the step ended well
     */
    public boolean during(Runnable step) {
        try {
            step.run();
            return true;
        } catch (GitOpsException failure) {
            if (failure.problems().stream().anyMatch(p -> p.retryable() || FINAL.contains(p.code()))) {
                throw failure;
            }
            addAll(failure);
            return false;
        }
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** Throws one exception for all of them, where there are any. */
    public void throwIfAny() {
        if (kept.isEmpty()) {
            return;
        }
        List<Problem> all = new ArrayList<>(kept);
        if (more > 0) {
            all.add(Problem.of(kept.get(0).code(), Location.nowhere(), "and " + more + " more"));
        }
        throw new GitOpsException(all);
    }
}
