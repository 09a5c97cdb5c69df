package io.gitops4j.core.pattern;

import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads regular expressions in the syntax of RE2, which Go programs and so Flux and Argo CD use (google/re2 {@code
 * doc/syntax.txt}): what cannot be matched in linear time, references and looking around, is not part of it.
 */
final class PatternSyntax {
    private static final int DEEPEST = 50;
    private static final int MOST_REPEATS = 1000;
    private static final Map<String, CharacterClass> NAMED = Map.of(
            "alnum", CharacterClass.ranges("09AZaz"),
            "alpha", CharacterClass.ranges("AZaz"),
            "digit", CharacterClass.DIGIT,
            "lower", CharacterClass.ranges("az"),
            "punct", CharacterClass.ranges("!/:@[`{~"),
            "space", CharacterClass.ranges("\t\r  "),
            "upper", CharacterClass.ranges("AZ"),
            "word", CharacterClass.WORD,
            "xdigit", CharacterClass.ranges("09AFaf"));

    private final Scanner in;
    private boolean ignoreCase;
    private boolean dotAll;
    private int depth;

    private PatternSyntax(Scanner in, boolean ignoreCase) {
        this.in = in;
        this.ignoreCase = ignoreCase;
    }

    /**
     * The parts of a regular expression.
     *
     * @throws SyntaxProblem where it is none, or one beyond RE2
     */
    static PatternNode read(String regex, boolean ignoreCase) {
        PatternSyntax syntax = new PatternSyntax(new Scanner(regex), ignoreCase);
        PatternNode node = syntax.choice();
        if (!syntax.in.atEnd()) {
            throw syntax.in.problem("this ) closes nothing; write \\) for the character");
        }
        return node;
    }

    private PatternNode choice() {
        if (++depth > DEEPEST) {
            throw in.problem("groups are nested more than " + DEEPEST + " deep");
        }
        boolean outerCase = ignoreCase;
        boolean outerDot = dotAll;
        List<PatternNode> parts = new ArrayList<>();
        do {
            parts.add(sequence());
        } while (in.take('|'));
        ignoreCase = outerCase;
        dotAll = outerDot;
        depth--;
        return parts.size() == 1 ? parts.get(0) : new PatternNode.Choice(parts);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        while (!in.atEnd() && in.peek() != '|' && in.peek() != ')') {
            parts.add(repeated(atom()));
        }
        return new PatternNode.Sequence(parts);
    }

    private PatternNode repeated(PatternNode part) {
        PatternNode node = part;
        while (true) {
            int at = in.position();
            if (in.take('*')) {
                node = new PatternNode.Repeat(node, 0, -1);
            } else if (in.take('+')) {
                node = new PatternNode.Repeat(node, 1, -1);
            } else if (in.take('?')) {
                node = new PatternNode.Repeat(node, 0, 1);
            } else if (counts()) {
                node = counted(node);
            } else {
                return node;
            }
            in.take('?'); // which match is found first does not matter where only whether is asked
            if (in.peek() == '+' && in.position() > at) {
                throw in.problem("possessive repetition is not supported; leave out this +");
            }
        }
    }

    /** Whether a bound follows; any other brace is a character, as in RE2. */
    private boolean counts() {
        return in.rest().matches("(?s)\\{[0-9]+(,[0-9]*)?}.*");
    }

    private PatternNode counted(PatternNode part) {
        int start = in.position();
        in.take('{');
        int least = in.number();
        int most = least;
        if (in.take(',')) {
            most = in.peek() == '}' ? -1 : in.number();
        }
        in.take('}');
        if (least > MOST_REPEATS || most > MOST_REPEATS || most >= 0 && most < least) {
            throw in.problemAt(start, "a repetition is at most " + MOST_REPEATS + " times, the smaller bound first");
        }
        return new PatternNode.Repeat(part, least, most);
    }

    private PatternNode atom() {
        int start = in.position();
        int c = in.next();
        return switch (c) {
            case '(' -> group(start);
            case '[' -> characters(brackets(start));
            case '.' ->
                characters(
                        dotAll
                                ? CharacterClass.ANY
                                : CharacterClass.ranges("\n\n").negate());
            case '^' -> new PatternNode.Position(PatternNode.Assertion.START);
            case '$' -> new PatternNode.Position(PatternNode.Assertion.END);
            case '\\' -> escape(start);
            case '*', '+', '?' ->
                throw in.problemAt(
                        start,
                        "nothing stands before " + Character.toString(c) + " to be repeated; write \\"
                                + Character.toString(c) + " for the character");
            default -> literal(c);
        };
    }

    private PatternNode characters(CharacterClass of) {
        return new PatternNode.Characters(ignoreCase ? of.ignoringCase() : of);
    }

    private PatternNode literal(int c) {
        return characters(CharacterClass.ranges(Character.toString(c) + Character.toString(c)));
    }

    private PatternNode group(int start) {
        boolean outerCase = ignoreCase;
        boolean outerDot = dotAll;
        if (in.take('?')) {
            if (in.take("P<") || in.rest().matches("(?s)<[A-Za-z].*") && in.take('<')) {
                in.until('>');
            } else if (!flags(start)) {
                return new PatternNode.Sequence(List.of());
            }
        }
        PatternNode inner = choice();
        ignoreCase = outerCase;
        dotAll = outerDot;
        if (!in.take(')')) {
            throw in.problemAt(start, "this group is not closed; write \\( for the character");
        }
        return inner;
    }

    /** Flags, which hold up to the end of the group that they are in; whether a group of their own follows. */
    private boolean flags(int start) {
        boolean on = true;
        while (true) {
            int c = in.atEnd() ? -1 : in.next();
            switch (c) {
                case '-' -> on = false;
                case 'i' -> ignoreCase = on;
                case 's' -> dotAll = on;
                case 'U' -> {}
                case ':' -> {
                    return true;
                }
                case ')' -> {
                    return false;
                }
                case '=', '!', '<' ->
                    throw in.problemAt(
                            start,
                            "looking ahead or behind is not supported; write what " + "is to match, or two rules");
                default -> throw in.problemAt(start, "this flag is not supported; known are i and s");
            }
        }
    }

    private PatternNode escape(int start) {
        if (in.atEnd()) {
            throw in.problemAt(start, "a backslash ends the expression; write \\\\ for the character");
        }
        int c = in.peek();
        PatternNode.Assertion assertion = switch (c) {
            case 'A' -> PatternNode.Assertion.START;
            case 'z' -> PatternNode.Assertion.END;
            case 'b' -> PatternNode.Assertion.WORD_BOUNDARY;
            case 'B' -> PatternNode.Assertion.NO_WORD_BOUNDARY;
            default -> null;
        };
        if (assertion != null) {
            in.next();
            return new PatternNode.Position(assertion);
        }
        return characters(escaped(start));
    }

    private CharacterClass escaped(int start) {
        int c = in.next();
        return switch (c) {
            case 'd' -> CharacterClass.DIGIT;
            case 'D' -> CharacterClass.DIGIT.negate();
            case 'w' -> CharacterClass.WORD;
            case 'W' -> CharacterClass.WORD.negate();
            case 's' -> CharacterClass.SPACE;
            case 'S' -> CharacterClass.SPACE.negate();
            case 'n' -> CharacterClass.ranges("\n\n");
            case 't' -> CharacterClass.ranges("\t\t");
            case 'r' -> CharacterClass.ranges("\r\r");
            default -> {
                if (c < 128 && Character.isLetterOrDigit(c)) {
                    throw in.problemAt(
                            start,
                            "\\" + Character.toString(c) + " is not supported; known are \\d, \\w, \\s, "
                                    + "\\D, \\W, \\S, \\b, \\B, \\A, \\z, \\n, \\t, \\r and a backslash before a sign");
                }
                yield CharacterClass.ranges(Character.toString(c) + Character.toString(c));
            }
        };
    }

    private CharacterClass brackets(int start) {
        boolean negated = in.take('^');
        CharacterClass.Builder out = new CharacterClass.Builder();
        boolean first = true;
        while (first || in.peek() != ']') {
            if (in.atEnd()) {
                throw in.problemAt(start, "this [ is not closed; write \\[ for the character");
            }
            first = false;
            member(out);
        }
        in.next();
        CharacterClass built = out.build();
        built = ignoreCase ? built.ignoringCase() : built;
        return negated ? built.negate() : built;
    }

    private void member(CharacterClass.Builder out) {
        int start = in.position();
        if (in.take("[:")) {
            CharacterClass named = NAMED.get(in.until(':'));
            if (named == null || !in.take(']')) {
                throw in.problemAt(
                        start,
                        "this class is unknown; known are "
                                + NAMED.keySet().stream().sorted().toList());
            }
            out.all(named);
            return;
        }
        boolean escaped = in.take('\\');
        if (escaped && in.rest().matches("(?s)[dwsDWS].*")) {
            out.all(escaped(start));
            return;
        }
        int from = single(start, escaped);
        int to = from;
        if (in.peek() == '-' && in.rest().length() > 1 && in.rest().charAt(1) != ']') {
            in.next();
            to = single(in.position(), in.take('\\'));
        }
        if (to < from) {
            throw in.problemAt(start, "the range ends before it begins");
        }
        out.range(from, to);
    }

    private int single(int start, boolean escaped) {
        if (!escaped) {
            return in.next();
        }
        int c = in.next();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> {
                if (c < 128 && Character.isLetterOrDigit(c)) {
                    throw in.problemAt(start, "\\" + Character.toString(c) + " is not supported between brackets");
                }
                yield c;
            }
        };
    }
}
