package io.gitops4j.core.run;

/**
 * Which run of an application. Numbers only grow; a run that never ended, or was refused before it began, leaves a gap.
 *
 * @param number from 1; 0 for a run that could not begin, and got none
 */
public record RunId(long number) implements Comparable<RunId> {
    /** Checks the number. */
    public RunId {
        if (number < 0) {
            throw new IllegalArgumentException("runs count from 1, not " + number);
        }
    }

    /** The id of a run that could not begin. */
    public static RunId none() {
        return new RunId(0);
    }

    @Override
    public int compareTo(RunId other) {
        return Long.compare(number, other.number);
    }

    /** {@code #12}; {@code #-} for none. */
    @Override
    public String toString() {
        return number == 0 ? "#-" : "#" + number;
    }
}
