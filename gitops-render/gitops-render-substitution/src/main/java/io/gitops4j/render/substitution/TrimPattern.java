package io.gitops4j.render.substitution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of {@code #} and {@code %}: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a-z]} and {@code \} before a character
 * that stands for itself (fluxcd/pkg {@code envsubst/path/match.go}, Go's {@code path.Match} whose {@code *} takes a slash too).
 * Every start of a value that matches is found in one pass: the pieces between the asterisks have fixed lengths, so that the
 * leftmost place of each piece but the last leaves most room for the rest. Immutable.
 */
final class TrimPattern {
    private static final TrimPattern MALFORMED = new TrimPattern(null);

    /** What one character must be. */
    private static final class Range {
        private final int[] bounds;
        private final boolean negated;

        /** Between any of the pairs of {@code bounds}, or between none of them. */
        Range(boolean negated, int... bounds) {
            this.bounds = bounds;
            this.negated = negated;
        }

        boolean takes(int character) {
            boolean within = false;
            for (int i = 0; i < bounds.length; i += 2) {
                within |= bounds[i] <= character && character <= bounds[i + 1];
            }
            return within != negated;
        }
    }

    /** The pieces between the asterisks, the first anchored at the start; null where the pattern is malformed. */
    private final @Nullable List<List<Range>> pieces;

    private TrimPattern(@Nullable List<List<Range>> pieces) {
        this.pieces = pieces;
    }

    /** A malformed pattern matches nothing. */
    static TrimPattern of(String pattern) {
        List<List<Range>> pieces = new Reader(pattern).pieces();
        return pieces == null ? MALFORMED : new TrimPattern(pieces);
    }

    /** How much work it is at most to match {@code value}. */
    long cost(String value) {
        return pieces == null
                ? 1
                : pieces.stream().mapToLong(piece -> 1L + piece.size()).sum() * (1L + value.length());
    }

    /** The length of the shortest or longest start of {@code value} that matches and is not empty, or 0. */
    int prefix(String value, boolean longest) {
        if (pieces == null || value.isEmpty()) {
            return 0;
        }
        int at = matchAt(pieces.get(0), value, 0);
        int last = pieces.size() - 1;
        if (at < 0 || last == 0) {
            return Math.max(0, at);
        }
        for (int i = 1; i < last; i++) {
            at = find(pieces.get(i), value, at, false);
            if (at < 0) {
                return 0;
            }
        }
        if (pieces.get(last).isEmpty()) {
            return longest ? value.length() : Math.max(at, value.offsetByCodePoints(0, 1));
        }
        return Math.max(0, find(pieces.get(last), value, at, longest));
    }

    /** Where the leftmost or rightmost match of {@code piece} from {@code from} on ends, or -1. */
    private static int find(List<Range> piece, String value, int from, boolean rightmost) {
        int found = -1;
        for (int at = from; at <= value.length() && (found < 0 || rightmost); at++) {
            boolean within = at > 0
                    && at < value.length()
                    && Character.isLowSurrogate(value.charAt(at))
                    && Character.isHighSurrogate(value.charAt(at - 1));
            int end = within ? -1 : matchAt(piece, value, at);
            found = end < 0 ? found : end;
        }
        return found;
    }

    /** Where a match of {@code piece} that starts at {@code at} ends, or -1. */
    private static int matchAt(List<Range> piece, String value, int at) {
        int end = at;
        for (Range range : piece) {
            if (end >= value.length()) {
                return -1;
            }
            int character = value.codePointAt(end);
            if (!range.takes(character)) {
                return -1;
            }
            end += Character.charCount(character);
        }
        return end;
    }

    /** Reads a pattern. For one pattern. */
    private static final class Reader {
        private final int[] pattern;
        private int at;
        private boolean malformed;

        Reader(String pattern) {
            this.pattern = pattern.codePoints().toArray();
        }

        @Nullable
        List<List<Range>> pieces() {
            List<List<Range>> pieces = new ArrayList<>();
            List<Range> piece = new ArrayList<>();
            while (at < pattern.length && !malformed) {
                int character = pattern[at++];
                if (character == '*') {
                    pieces.add(piece);
                    piece = new ArrayList<>();
                } else if (character == '[') {
                    piece.add(characterClass());
                } else if (character == '?') {
                    piece.add(new Range(false, 0, Character.MAX_CODE_POINT));
                } else {
                    piece.add(single(character == '\\' ? next() : character));
                }
            }
            pieces.add(piece);
            return malformed ? null : pieces;
        }

        private static Range single(int character) {
            return new Range(false, character, character);
        }

        private Range characterClass() {
            boolean negated = peek() == '^';
            at += negated ? 1 : 0;
            List<Integer> bounds = new ArrayList<>();
            while (!malformed && (bounds.isEmpty() || peek() != ']')) {
                int low = bound();
                int high = low;
                if (peek() == '-') {
                    at++;
                    high = bound();
                }
                bounds.add(low);
                bounds.add(high);
            }
            at++;
            return new Range(
                    negated, bounds.stream().mapToInt(Integer::intValue).toArray());
        }

        /** One end of a range; it is never the last character of a pattern, since the bracket must be closed. */
        private int bound() {
            int character = peek();
            malformed |= character == '-' || character == ']';
            at++;
            int bound = character == '\\' ? next() : character;
            malformed |= at >= pattern.length;
            return bound;
        }

        private int next() {
            malformed |= at >= pattern.length;
            return malformed ? 0 : pattern[at++];
        }

        private int peek() {
            malformed |= at >= pattern.length;
            return malformed ? 0 : pattern[at];
        }
    }
}
