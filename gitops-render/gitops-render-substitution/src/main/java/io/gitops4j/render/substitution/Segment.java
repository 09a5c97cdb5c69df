package io.gitops4j.render.substitution;

/**
 * What one piece of a template became.
 *
 * @param start where it starts in the result
 * @param end where it ends there
 * @param part the piece
 * @param sensitive whether a sensitive variable went into it
 */
record Segment(int start, int end, Part part, boolean sensitive) {
    /** Where {@code offset}, which is a place of the result in this segment, comes from in the source of the template. */
    int sourceOf(int offset) {
        return part instanceof Part.Text text ? text.start() + offset - start : part.start();
    }
}
