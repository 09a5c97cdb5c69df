package io.gitops4j.core.pattern;

import java.util.List;

/** A part of a regular expression. */
sealed interface PatternNode {
    /** One character of a class. */
    record Characters(CharacterClass of) implements PatternNode {}

    /** No character, where the assertion holds. */
    record Position(Assertion assertion) implements PatternNode {}

    /** One part after another; the empty sequence matches nothing at all. */
    record Sequence(List<PatternNode> parts) implements PatternNode {}

    /** One of the parts. */
    record Choice(List<PatternNode> parts) implements PatternNode {}

    /** A part several times; {@code most} below 0 is without bound. */
    record Repeat(PatternNode part, int least, int most) implements PatternNode {}

    /** What holds between two characters. */
    enum Assertion {
        START,
        END,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY;

        /** Whether it holds before the character at {@code index}. */
        boolean holds(int[] text, int index) {
            return switch (this) {
                case START -> index == 0;
                case END -> index == text.length;
                case WORD_BOUNDARY -> boundary(text, index);
                case NO_WORD_BOUNDARY -> !boundary(text, index);
            };
        }

        private static boolean boundary(int[] text, int index) {
            boolean before = index > 0 && CharacterClass.WORD.has(text[index - 1]);
            boolean after = index < text.length && CharacterClass.WORD.has(text[index]);
            return before != after;
        }
    }
}
