package io.gitops4j.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation throws when it cannot give its result: one or more {@link Problem problems}. The message holds them all,
 * one a line. A cause is attached only where it cannot hold a secret.
 */
public class GitOpsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** An exception for one problem. */
    public GitOpsException(Problem problem) {
        this(List.of(problem), null);
    }

    /** An exception for one problem with the cause that holds no secret. */
    public GitOpsException(Problem problem, @Nullable Throwable cause) {
        this(List.of(problem), cause);
    }

    /** An exception for at least one problem. */
    public GitOpsException(List<Problem> problems) {
        this(problems, null);
    }

    private GitOpsException(List<Problem> problems, @Nullable Throwable cause) {
        super(text(problems), cause);
        this.problems = List.copyOf(problems);
    }

    private static String text(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an exception needs a problem");
        }
        return String.join("\n", problems.stream().map(Problem::text).toList());
    }

    /** The problems, at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** The first problem. */
    public Problem problem() {
        return problems.get(0);
    }

    /** The code of the first problem. */
    public Code code() {
        return problem().code();
    }

    /** Whether the same call may succeed later without a change of input: all problems say so. */
    public boolean retryable() {
        return problems.stream().allMatch(Problem::retryable);
    }
}
