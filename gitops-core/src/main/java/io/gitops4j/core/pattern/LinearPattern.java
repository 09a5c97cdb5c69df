package io.gitops4j.core.pattern;

import io.gitops4j.core.pattern.internal.SyntaxProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression whose matching takes at most the length of the text times that of the expression, whatever the
 * expression is: a set of states instead of going back (Thompson, "Regular Expression Search Algorithm", 1968).
 * Expressions come from tenants, and {@code java.util.regex} may take exponential time. Immutable.
 */
public final class LinearPattern {
    /** Longer ones are refused. */
    static final int LONGEST = 1000;

    private static final int MOST_STATES = 2000;

    private final String source;
    private final List<State> states = new ArrayList<>();
    private final int first;
    private int emitted;

    /** Reads one character, or asks an assertion, or is a fork or the end; {@code other} is a fork's second way. */
    private record State(
            @Nullable CharacterClass reads, PatternNode.@Nullable Assertion asserts, int next, int other) {}

    private LinearPattern(String source, PatternNode node) {
        this.source = source;
        this.first = emit(node, add(new State(null, null, -1, -1)));
    }

    /**
     * The pattern that {@code regex} is, in the syntax of RE2.
     *
     * @throws IllegalArgumentException where it is none, is longer than {@link #LONGEST}, or stands for too much
     */
    public static LinearPattern compile(String regex, boolean ignoreCase) {
        if (regex.length() > LONGEST) {
            throw new SyntaxProblem(LONGEST + 1, "the regular expression is longer than " + LONGEST + " characters");
        }
        return new LinearPattern(regex, PatternSyntax.read(regex, ignoreCase));
    }

    private int add(State state) {
        if (states.size() == MOST_STATES) {
            throw tooMuch();
        }
        states.add(state);
        return states.size() - 1;
    }

    private static SyntaxProblem tooMuch() {
        return new SyntaxProblem(1, "the regular expression repeats too much; use smaller bounds");
    }

    /** Adds the states of {@code node}, after which {@code next} comes; the first of them. */
    private int emit(PatternNode node, int next) {
        // a repetition of what has no state costs time alone
        if (++emitted > 10 * MOST_STATES) {
            throw tooMuch();
        }
        if (node instanceof PatternNode.Characters characters) {
            return add(new State(characters.of(), null, next, -1));
        }
        if (node instanceof PatternNode.Position position) {
            return add(new State(null, position.assertion(), next, -1));
        }
        if (node instanceof PatternNode.Sequence sequence) {
            int at = next;
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                at = emit(sequence.parts().get(i), at);
            }
            return at;
        }
        if (node instanceof PatternNode.Choice choice) {
            int at = emit(choice.parts().get(choice.parts().size() - 1), next);
            for (int i = choice.parts().size() - 2; i >= 0; i--) {
                at = add(new State(null, null, emit(choice.parts().get(i), next), at));
            }
            return at;
        }
        return repeat((PatternNode.Repeat) node, next);
    }

    private int repeat(PatternNode.Repeat repeat, int next) {
        int at = next;
        if (repeat.most() < 0) {
            int fork = add(new State(null, null, -1, next));
            states.set(fork, new State(null, null, emit(repeat.part(), fork), next));
            at = fork;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                at = add(new State(null, null, emit(repeat.part(), at), next));
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            at = emit(repeat.part(), at);
        }
        return at;
    }

    /** Whether it is the whole of {@code text}. */
    public boolean matches(String text) {
        return matches(text, Budget.of(Long.MAX_VALUE));
    }

    /** Whether it is the whole of {@code text}, found in the steps of {@code budget}. */
    public boolean matches(String text, Budget budget) {
        return new Run(text, budget).matches(true);
    }

    /** Whether it is somewhere in {@code text}, found in the steps of {@code budget}. */
    public boolean finds(String text, Budget budget) {
        return new Run(text, budget).matches(false);
    }

    /** The expression as it was written. */
    public String source() {
        return source;
    }

    /** One walk over a text with every state that it may be in. */
    private final class Run {
        private final int[] text;
        private final Budget budget;
        private final int[] pending = new int[states.size() * 2 + 1];
        private final int[] seen = new int[states.size()];
        private int[] current = new int[states.size()];
        private int[] spare = new int[states.size()];
        private int size;
        private boolean ended;

        Run(String text, Budget budget) {
            // before an array of that length is made
            budget.spend(text.length() + 1L);
            this.text = text.codePoints().toArray();
            this.budget = budget;
        }

        boolean matches(boolean whole) {
            enter(first, 0);
            for (int i = 0; i < text.length; i++) {
                if (ended && !whole) {
                    return true;
                }
                if (size == 0 && whole) {
                    return false;
                }
                step(i);
                if (!whole) {
                    enter(first, i + 1);
                }
            }
            return ended;
        }

        private void step(int index) {
            int[] before = current;
            int count = size;
            current = spare;
            spare = before;
            size = 0;
            ended = false;
            budget.spend(count + 1L);
            for (int i = 0; i < count; i++) {
                State state = states.get(before[i]);
                CharacterClass reads = state.reads;
                if (reads != null && reads.has(text[index])) {
                    enter(state.next, index + 1);
                }
            }
        }

        /** Adds {@code state}, and what is reached from it without a character, before the character at {@code index}. */
        private void enter(int state, int index) {
            int top = 0;
            pending[top++] = state;
            while (top > 0) {
                int at = pending[--top];
                if (seen[at] == index + 1) {
                    continue;
                }
                seen[at] = index + 1;
                budget.spend(1);
                State reached = states.get(at);
                if (reached.reads != null) {
                    current[size++] = at;
                } else if (reached.next < 0) {
                    ended = true;
                } else if (reached.asserts == null || reached.asserts.holds(text, index)) {
                    pending[top++] = reached.next;
                    if (reached.other >= 0) {
                        pending[top++] = reached.other;
                    }
                }
            }
        }
    }
}
