package io.gitops4j.core.render;

import io.gitops4j.core.Location;

/**
 * Something odd that does not stop a rendering.
 *
 * @param where the place
 * @param message what, why, and what to do
 */
public record Warning(Location where, String message) {
    /** The place and the message in one line. */
    public String text() {
        return where.toString().isEmpty() ? message : where + ": " + message;
    }
}
