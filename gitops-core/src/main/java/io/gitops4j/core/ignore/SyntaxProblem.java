package io.gitops4j.core.ignore;

/** An expression that is not understood: the column, from 1, and what to write instead. */
final class SyntaxProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int column;

    SyntaxProblem(int column, String message) {
        super(message, null, false, false);
        this.column = column;
    }

    int column() {
        return column;
    }

    String text() {
        return "column " + column + ": " + getMessage();
    }
}
