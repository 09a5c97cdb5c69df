package io.gitops4j.core.pattern.internal;

/** An expression that is not understood: the column, from 1, and what to write instead. */
public final class SyntaxProblem extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int column;

    public SyntaxProblem(int column, String message) {
        super(message);
        this.column = column;
    }

    public int column() {
        return column;
    }

    public String text() {
        return "column " + column + ": " + getMessage();
    }
}
