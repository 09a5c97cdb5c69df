package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;

/** An expansion that cannot be read or evaluated, and where in the text it starts. */
final class ExpansionException extends GitOpsException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String discreet;

    /**
     * @param message what is wrong; it may quote names and operators, never a value of a variable
     * @param discreet the same without quoting the text, which may be a secret itself
     */
    ExpansionException(Code code, int offset, String message, String discreet) {
        super(Problem.of(code, Location.nowhere(), message));
        this.offset = offset;
        this.discreet = discreet;
    }

    /** Where the expansion starts. */
    int offset() {
        return offset;
    }

    /** What is wrong, without a word of the text. */
    String discreet() {
        return discreet;
    }
}
