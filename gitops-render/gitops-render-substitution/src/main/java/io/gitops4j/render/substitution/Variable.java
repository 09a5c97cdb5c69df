package io.gitops4j.render.substitution;

import org.jspecify.annotations.Nullable;

/**
 * The value of a variable.
 *
 * @param value the text without line feeds; null where the bytes are no text, which matters once they are referred to
 * @param sensitive whether what it goes into must not be shown
 * @param from what it comes from, for messages
 */
record Variable(@Nullable String value, boolean sensitive, String from) {
    /** Where it comes from; never the value. */
    @Override
    public String toString() {
        return "variable of " + from;
    }
}
