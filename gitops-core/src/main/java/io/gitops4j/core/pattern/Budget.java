package io.gitops4j.core.pattern;

/** How many steps an evaluation may still take, so that no rule and no object can hold a thread. For one thread. */
public final class Budget {
    private long left;

    private Budget(long steps) {
        this.left = steps;
    }

    public static Budget of(long steps) {
        return new Budget(steps);
    }

    /**
     * Takes {@code steps}.
     *
     * @throws Spent where fewer are left
     */
    public void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new Spent();
        }
    }

    /** Nothing is left. Has no stack: whoever gave the budget catches it. */
    public static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Spent() {
            super("the steps of the evaluation are spent", null, false, false);
        }
    }
}
