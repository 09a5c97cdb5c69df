package io.gitops4j.core.pattern;

import java.util.ArrayList;
import java.util.List;

/** A set of characters (code points) as ranges. Immutable. */
final class CharacterClass {
    static final CharacterClass ANY = new CharacterClass(new int[] {0, Character.MAX_CODE_POINT}, false, false);
    static final CharacterClass DIGIT = ranges("09");
    static final CharacterClass WORD = ranges("09AZ__az");
    static final CharacterClass SPACE = ranges("\t\n\f\r  ");

    /** First and last of each range. */
    private final int[] ranges;

    private final boolean negated;
    private final boolean ignoringCase;

    private CharacterClass(int[] ranges, boolean negated, boolean ignoringCase) {
        this.ranges = ranges;
        this.negated = negated;
        this.ignoringCase = ignoringCase;
    }

    /** The class of pairs of first and last characters. */
    static CharacterClass ranges(String pairs) {
        return new CharacterClass(pairs.codePoints().toArray(), false, false);
    }

    CharacterClass negate() {
        return new CharacterClass(ranges, !negated, ignoringCase);
    }

    CharacterClass ignoringCase() {
        return new CharacterClass(ranges, negated, true);
    }

    boolean has(int c) {
        boolean in = inRanges(c)
                || ignoringCase && (inRanges(Character.toLowerCase(c)) || inRanges(Character.toUpperCase(c)));
        return in != negated;
    }

    private boolean inRanges(int c) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (c >= ranges[i] && c <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The ranges, those of a negated class turned over. */
    private int[] positive() {
        if (!negated) {
            return ranges;
        }
        List<Integer> out = new ArrayList<>();
        int next = 0;
        // the named classes alone are negated within brackets, and their ranges are sorted
        for (int i = 0; i < ranges.length; i += 2) {
            if (ranges[i] > next) {
                out.add(next);
                out.add(ranges[i] - 1);
            }
            next = ranges[i + 1] + 1;
        }
        out.add(next);
        out.add(Character.MAX_CODE_POINT);
        return out.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Collects what stands between brackets. */
    static final class Builder {
        private final List<Integer> ranges = new ArrayList<>();

        void range(int first, int last) {
            ranges.add(first);
            ranges.add(last);
        }

        void all(CharacterClass of) {
            for (int bound : of.positive()) {
                ranges.add(bound);
            }
        }

        CharacterClass build() {
            return new CharacterClass(
                    ranges.stream().mapToInt(Integer::intValue).toArray(), false, false);
        }
    }
}
