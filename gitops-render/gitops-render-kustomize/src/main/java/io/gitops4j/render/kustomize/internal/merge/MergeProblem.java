package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.Code;

/** A patch that does not fit what it is for. Whoever applies patches tells which patch and which object. */
public final class MergeProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Code code;

    MergeProblem(String message) {
        this(Code.INVALID_CONFIGURATION, message);
    }

    MergeProblem(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What is wrong. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What kind of problem it is. */
    public Code code() {
        return code;
    }
}
