package io.gitops4j.k8s;

import io.gitops4j.core.Problem;

/** There is no answer, or none that can be used. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final boolean sent;

    Unanswered(Problem problem, boolean sent) {
        super(problem.text());
        this.problem = problem;
        this.sent = sent;
    }

    Problem problem() {
        return problem;
    }

    /** Whether the request may have reached the cluster; false only where it surely did not. */
    boolean sent() {
        return sent;
    }
}
