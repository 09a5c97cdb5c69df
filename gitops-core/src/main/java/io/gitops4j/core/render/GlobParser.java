package io.gitops4j.core.render;

import io.gitops4j.core.render.Glob.Automaton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Compiles the text of one {@link Glob}. For one use. */
final class GlobParser {
    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 10;
    private static final IntPredicate IN_NAME = c -> c != '/';
    private static final IntPredicate ANY = c -> true;

    private final String given;
    private final String text;
    private final Automaton automaton = new Automaton();
    private int at;

    GlobParser(String given) {
        this.given = given;
        String text = given.startsWith("./") ? given.substring(1) : given;
        this.text = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    Glob parse() {
        if (given.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a pattern has at most " + LONGEST + " characters, not " + given.length());
        }
        if (text.isEmpty()) {
            throw refused("is empty", 0);
        }
        boolean anyDepth = text.indexOf('/') < 0;
        at = text.startsWith("/") ? 1 : 0;
        int end = sequence(automaton.state(), 0);
        if (at < text.length()) {
            throw refused("has a \"" + text.charAt(at) + "\" without its \"{\"", at);
        }
        return new Glob(automaton, end, anyDepth);
    }

    private int sequence(int from, int depth) {
        int state = from;
        while (at < text.length() && !(depth > 0 && (peek() == ',' || peek() == '}'))) {
            state = atom(state, depth);
        }
        return state;
    }

    private int atom(int from, int depth) {
        int c = text.codePointAt(at);
        switch (c) {
            case '*':
                return text.startsWith("**", at) ? names(from) : inName(from);
            case '?':
                at++;
                return automaton.step(from, IN_NAME);
            case '[':
                return automaton.step(from, characters());
            case '{':
                return group(from, depth + 1);
            case '}':
                throw refused("has a \"}\" without its \"{\"", at);
            case '\\':
                at++;
                if (at == text.length()) {
                    throw refused("ends with a \"\\\" that takes no character", at - 1);
                }
                return literal(from, text.codePointAt(at));
            default:
                return c == '/' && allBelow() ? below(from) : literal(from, c);
        }
    }

    private int literal(int from, int c) {
        at += Character.charCount(c);
        return automaton.step(from, given -> given == c);
    }

    private int inName(int from) {
        at++;
        return loop(from, IN_NAME);
    }

    /** A double star: any number of whole names. */
    private int names(int from) {
        boolean begins = at == 0 || "/{,".indexOf(text.charAt(at - 1)) >= 0;
        boolean ends = at + 2 == text.length() || "/},".indexOf(text.charAt(at + 2)) >= 0;
        if (!begins || !ends) {
            throw refused("has a \"**\" beside other characters of a name; it stands for whole names", at);
        }
        at += 2;
        if (at == text.length() || text.charAt(at) != '/') {
            return loop(from, ANY);
        }
        at++;
        int last = automaton.step(loop(from, ANY), c -> c == '/');
        automaton.jump(from, last);
        return last;
    }

    /** Whether a slash and a double star end the pattern here: the folder and all below it. */
    private boolean allBelow() {
        return text.startsWith("/**", at) && (at + 3 == text.length() || "},".indexOf(text.charAt(at + 3)) >= 0);
    }

    private int below(int from) {
        at += 3;
        int slash = automaton.jump(from, automaton.state());
        int last = loop(automaton.step(slash, c -> c == '/'), ANY);
        automaton.jump(from, last);
        return last;
    }

    private int loop(int from, IntPredicate accepted) {
        int head = automaton.jump(from, automaton.state());
        int again = automaton.step(head, accepted);
        automaton.jump(again, head);
        return automaton.jump(head, automaton.state());
    }

    private int group(int from, int depth) {
        int opened = at;
        if (depth > DEEPEST) {
            throw refused("nests over " + DEEPEST + " groups", at);
        }
        List<Integer> ends = new ArrayList<>();
        do {
            at++;
            ends.add(sequence(automaton.jump(from, automaton.state()), depth));
            if (at == text.length()) {
                throw refused("has a \"{\" without its \"}\"", opened);
            }
        } while (peek() == ',');
        at++;
        int end = automaton.state();
        ends.forEach(each -> automaton.jump(each, end));
        return end;
    }

    private IntPredicate characters() {
        int opened = at++;
        boolean not = at < text.length() && (peek() == '!' || peek() == '^');
        at += not ? 1 : 0;
        IntPredicate in = c -> false;
        for (boolean first = true; first || at < text.length() && peek() != ']'; first = false) {
            int low = one(opened);
            boolean range = at + 1 < text.length() && peek() == '-' && text.charAt(at + 1) != ']';
            at += range ? 1 : 0;
            int high = range ? one(opened) : low;
            if (high < low) {
                throw refused("has a range that ends before it begins", opened);
            }
            in = in.or(c -> low <= c && c <= high);
        }
        if (at == text.length()) {
            throw refused("has a \"[\" without its \"]\"", opened);
        }
        at++;
        IntPredicate chosen = not ? in.negate() : in;
        return IN_NAME.and(chosen);
    }

    private int one(int opened) {
        at += at < text.length() && peek() == '\\' ? 1 : 0;
        if (at == text.length()) {
            throw refused("has a \"[\" without its \"]\"", opened);
        }
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private char peek() {
        return text.charAt(at);
    }

    private IllegalArgumentException refused(String what, int position) {
        return new IllegalArgumentException(
                "the pattern \"" + given + "\" " + what + (position > 0 ? ", at character " + (position + 1) : ""));
    }
}
