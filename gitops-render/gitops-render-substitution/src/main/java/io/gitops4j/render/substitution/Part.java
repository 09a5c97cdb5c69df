package io.gitops4j.render.substitution;

import java.util.List;

/** A piece of a {@link Template}. Offsets are indexes of UTF-16 units in its source. */
sealed interface Part {
    /** Where the piece starts in the source. */
    int start();

    /** Where it ends in the source. */
    int end();

    /** A stretch of the source that stands for itself; a character that only escapes the next one is between two of them. */
    record Text(int start, int end) implements Part {}

    /**
     * {@code ${name}}, or with an operator and its arguments.
     *
     * @param arguments each a sequence of pieces that are evaluated one after another
     */
    record Expansion(int start, int end, String name, Operator operator, List<List<Part>> arguments) implements Part {
        public Expansion {
            arguments = List.copyOf(arguments);
        }
    }
}
