package io.gitops4j.k8s;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;

/** What an answer that is no success means to a reader. */
final class Problems {
    private Problems() {}

    static Problem at(String object, Code code, String message) {
        return Problem.of(code, Location.object(object), message);
    }

    static Problem on(Problem problem, String object) {
        return new Problem(problem.code(), problem.message(), problem.where().withObject(object), problem.retryable());
    }

    /** Why {@code call}, a read, did not succeed. */
    static Problem of(Rest rest, Call call, Answer answer) {
        String said = Texts.line(answer.status().message());
        String because = said.isEmpty() ? "" : ": " + said;
        int code = answer.code();
        if (code == 401) {
            return rest.problem(
                    Code.FORBIDDEN,
                    "the credentials are not accepted for " + call + " (401)" + because
                            + "; look at the kubeconfig's user or the token");
        }
        if (code == 403) {
            return rest.problem(
                    Code.FORBIDDEN, call + " is forbidden" + because + "; grant it with a role and a binding");
        }
        if (code >= 300 && code < 400) {
            return rest.problem(
                    Code.CLUSTER_UNAVAILABLE,
                    call + " was redirected (" + code + "), which is not followed, so that credentials go to no other"
                            + " host; configure the address of the API server itself");
        }
        if (code == 429) {
            return rest.problem(Code.CLUSTER_UNAVAILABLE, "it is busy and refused " + call + " (429)" + because);
        }
        return rest.problem(Code.CLUSTER_UNAVAILABLE, call + " was answered with " + code + because);
    }
}
