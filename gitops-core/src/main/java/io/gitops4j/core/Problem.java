package io.gitops4j.core;

/**
 * What went wrong, for a person and for a program, safe to store and to show: no exception, no secret.
 *
 * @param code what kind of problem
 * @param message what, why, and the next step; complete sentences without the place
 * @param where the place
 * @param retryable whether the same call may succeed later without a change of input
 */
public record Problem(Code code, String message, Location where, boolean retryable) {
    /** A problem that stays until an input changes. */
    public static Problem of(Code code, Location where, String message) {
        return new Problem(code, message, where, false);
    }

    /** A problem that may go away by itself. */
    public static Problem retryable(Code code, Location where, String message) {
        return new Problem(code, message, where, true);
    }

    /** The place and the message in one line. */
    public String text() {
        String place = where.toString();
        return place.isEmpty() ? message : place + ": " + message;
    }
}
