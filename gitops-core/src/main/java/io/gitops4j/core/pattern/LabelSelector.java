package io.gitops4j.core.pattern;

import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.tree.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which labels, or annotations, are meant, in the syntax of Kubernetes (apimachinery {@code pkg/labels/selector.go}):
 * {@code a=b}, {@code a!=b}, {@code a in (b, c)}, {@code a notin (b, c)}, {@code a}, {@code !a}, {@code a>1}, {@code a<1},
 * joined by commas. Immutable.
 */
public final class LabelSelector {
    private enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        ABSENT,
        ABOVE,
        BELOW
    }

    private record Requirement(String key, Operator operator, List<String> values) {
        boolean holds(@Nullable String value) {
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case ABSENT -> value == null;
                case ABOVE -> value != null && isInteger(value) && compare(value, values.get(0)) > 0;
                case BELOW -> value != null && isInteger(value) && compare(value, values.get(0)) < 0;
            };
        }
    }

    private final String source;
    private final List<Requirement> requirements = new ArrayList<>();

    private LabelSelector(String source) {
        this.source = source;
        Scanner in = new Scanner(source);
        in.skipBlanks();
        if (in.atEnd()) {
            return;
        }
        do {
            requirements.add(requirement(in));
        } while (in.take(','));
        if (!in.atEnd()) {
            throw in.problem("a comma was expected before the next requirement");
        }
    }

    /**
     * The selector that {@code text} is; an empty one selects everything.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static LabelSelector parse(String text) {
        return new LabelSelector(text);
    }

    private static Requirement requirement(Scanner in) {
        in.skipBlanks();
        if (in.take('!')) {
            return new Requirement(key(in), Operator.ABSENT, List.of());
        }
        String key = key(in);
        if (in.take("!=")) {
            return new Requirement(key, Operator.NOT_IN, List.of(word(in)));
        }
        if (in.take("==") || in.take('=')) {
            return new Requirement(key, Operator.IN, List.of(word(in)));
        }
        if (in.peek() == '>' || in.peek() == '<') {
            Operator operator = in.next() == '>' ? Operator.ABOVE : Operator.BELOW;
            int at = in.position();
            String bound = word(in);
            if (!isInteger(bound)) {
                throw in.problemAt(at, "an integer was expected");
            }
            return new Requirement(key, operator, List.of(bound));
        }
        int at = in.position();
        return switch (word(in)) {
            case "" -> new Requirement(key, Operator.EXISTS, List.of());
            case "in" -> new Requirement(key, Operator.IN, values(in));
            case "notin" -> new Requirement(key, Operator.NOT_IN, values(in));
            default -> throw in.problemAt(at, "an operator was expected: =, !=, in, notin, > or <");
        };
    }

    private static String key(Scanner in) {
        in.skipBlanks();
        int at = in.position();
        String key = word(in);
        if (key.isEmpty()) {
            throw in.problemAt(at, "the key of a label was expected");
        }
        return key;
    }

    private static List<String> values(Scanner in) {
        in.expect('(', "before the values");
        List<String> values = new ArrayList<>();
        do {
            values.add(word(in));
        } while (in.take(','));
        in.expect(')', "after the values");
        return List.copyOf(values);
    }

    private static String word(Scanner in) {
        in.skipBlanks();
        String word = in.takeWhile(c -> !Character.isWhitespace(c) && "=!(),<>".indexOf(c) < 0);
        in.skipBlanks();
        return word;
    }

    private static boolean isInteger(String text) {
        return text.length() < 20 && text.matches("-?[0-9]+");
    }

    private static int compare(String a, String b) {
        return new BigInteger(a).compareTo(new BigInteger(b));
    }

    /** Whether an object with these labels is meant. */
    public boolean selects(Node.Obj labels) {
        for (Requirement requirement : requirements) {
            String value = labels.get(requirement.key) instanceof Node.Str text ? text.value() : null;
            if (!requirement.holds(value)) {
                return false;
            }
        }
        return true;
    }

    /** The selector as it was written. */
    @Override
    public String toString() {
        return source;
    }
}
