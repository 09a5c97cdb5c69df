package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;

/** What the expansions of one call may still cost, so that no template can hold a host up. For one thread. */
final class Effort {
    /** The longest text that an expansion or an object may become, in UTF-16 units. */
    static final int LONGEST = 16 << 20;

    /** The work of one call, in characters touched. */
    static final long WORK = 1L << 31;

    private long left;

    Effort() {
        this(WORK);
    }

    Effort(long work) {
        this.left = work;
    }

    /** Takes {@code characters} off what is left. */
    void spend(long characters, int offset) {
        left -= characters;
        if (left < 0) {
            throw limit(
                    offset, "the expansions cost too much: values or patterns are very long, or too many are replaced");
        }
    }

    /** Refuses a text that would become longer than any object. */
    static void check(long length, int offset) {
        if (length > LONGEST) {
            throw limit(offset, "the text would become longer than " + LONGEST + " characters");
        }
    }

    private static ExpansionException limit(int offset, String message) {
        return new ExpansionException(Code.LIMIT, offset, message, message);
    }
}
