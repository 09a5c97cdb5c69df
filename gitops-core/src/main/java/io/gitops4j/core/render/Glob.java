package io.gitops4j.core.render;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * One pattern of {@link PlainOptions}, compiled to a nondeterministic automaton that is run state set by state set: its time
 * is the pattern's length times the path's, whatever the pattern, where a backtracking matcher can be made to run for ever.
 * Immutable.
 */
final class Glob {
    /** The states: what a character must be to go on to the next number; null for none. */
    private final List<IntPredicate> accepts;
    /** The states that a state leads to without a character. */
    private final List<int[]> jumps;

    private final int start;
    private final int end;
    private final boolean anyDepth;

    Glob(Automaton automaton, int end, boolean anyDepth) {
        this.accepts = List.copyOf(automaton.accepts);
        this.jumps = automaton.jumps.stream()
                .map(list -> list.stream().mapToInt(i -> i).toArray())
                .toList();
        this.start = 0;
        this.end = end;
        this.anyDepth = anyDepth;
    }

    /** States while they are added. */
    static final class Automaton {
        static final IntPredicate NOTHING = c -> false;
        final List<IntPredicate> accepts = new ArrayList<>();
        final List<List<Integer>> jumps = new ArrayList<>();

        int state() {
            accepts.add(NOTHING);
            jumps.add(new ArrayList<>());
            return accepts.size() - 1;
        }

        /** A state after {@code from}, which must be the last one, that one accepted character leads to. */
        int step(int from, IntPredicate accepted) {
            int here = from == accepts.size() - 1 && accepts.get(from) == NOTHING ? from : jump(from, state());
            accepts.set(here, accepted);
            return state();
        }

        int jump(int from, int to) {
            jumps.get(from).add(to);
            return to;
        }
    }

    /**
     * The pattern of {@code text}.
     *
     * @throws IllegalArgumentException where it is malformed, with a message for its author
     */
    static Glob of(String text) {
        return new GlobParser(text).parse();
    }

    /** Whether the pattern matches {@code path}, or a folder on its way. */
    boolean matches(String path) {
        int[] open = new int[accepts.size()];
        BitSet states = new BitSet(accepts.size());
        BitSet next = new BitSet(accepts.size());
        enter(states, start, open);
        for (int at = 0; at < path.length(); ) {
            int c = path.codePointAt(at);
            if (c == '/' && states.get(end)) {
                return true;
            }
            next.clear();
            for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
                if (accepts.get(s).test(c)) {
                    enter(next, s + 1, open);
                }
            }
            if (anyDepth && c == '/') {
                enter(next, start, open);
            }
            BitSet left = states;
            states = next;
            next = left;
            at += Character.charCount(c);
        }
        return states.get(end);
    }

    /** Adds {@code first} and all that it leads to without a character; {@code open} is room to work in. */
    private void enter(BitSet states, int first, int[] open) {
        int size = 0;
        if (!states.get(first)) {
            states.set(first);
            open[size++] = first;
        }
        while (size > 0) {
            for (int next : jumps.get(open[--size])) {
                if (!states.get(next)) {
                    states.set(next);
                    open[size++] = next;
                }
            }
        }
    }
}
