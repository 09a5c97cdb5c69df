package io.gitops4j.render.substitution;

import io.gitops4j.render.substitution.Part.Expansion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A template with its expansions replaced, and which of its pieces stands where in it. Immutable. */
final class Substituted {
    private final String text;
    private final List<Segment> segments;
    private final Map<String, Expansion> unset;

    Substituted(String text, List<Segment> segments, Map<String, Expansion> unset) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.unset = Collections.unmodifiableMap(new LinkedHashMap<>(unset));
    }

    /** The text. */
    String text() {
        return text;
    }

    /** The pieces in order. */
    List<Segment> segments() {
        return segments;
    }

    /** The variables that were not set and have no default, each with the first expansion that refers to it. */
    Map<String, Expansion> unset() {
        return unset;
    }

    /** Whether a sensitive variable went into any of it. */
    boolean sensitive() {
        return segments.stream().anyMatch(Segment::sensitive);
    }

    /** The piece that the character at {@code offset} comes from, or the last one. */
    Segment at(int offset) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segments.get(middle).end() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return segments.get(low);
    }

    /** The last expansion that starts at {@code offset} or before. */
    Optional<Segment> expansionBefore(int offset) {
        Segment found = null;
        for (Segment segment : segments) {
            if (segment.start() > offset) {
                break;
            }
            found = segment.part() instanceof Expansion ? segment : found;
        }
        return Optional.ofNullable(found);
    }

    /** The number of pieces; never the text. */
    @Override
    public String toString() {
        return "text of " + segments.size() + " segments";
    }
}
