package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import java.util.Map;

/**
 * Reads jq expressions as far as they name fields, as users of Argo CD write them: {@code .a.b}, {@code ."a"}, {@code
 * .["a/b"]}, {@code .[]}, {@code ?}, {@code |}, {@code ,}, parentheses, {@code select(...)} and {@code if ... then ... else
 * ... end}. What {@code del} would do with them is what the rule says.
 */
final class JqSyntax {
    private static final int DEEPEST = 50;
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("del", "write the path alone: what it names is left out"),
            Map.entry("delpaths", "write the paths alone, with commas: what they name is left out"),
            Map.entry("map", "write .[] | and the rest"),
            Map.entry("map_values", "write .[] | and the rest"),
            Map.entry("to_entries", "write .[\"name\"] for a member, .[] for each"),
            Map.entry("from_entries", "write .[\"name\"] for a member, .[] for each"),
            Map.entry("with_entries", "write .[\"name\"] for a member, .[] for each"),
            Map.entry("keys", "write .[\"name\"] for a member, .[] for each"),
            Map.entry("paths", "write the path out"),
            Map.entry("getpath", "write the path out"),
            Map.entry("recurse", "write the path out"),
            Map.entry("walk", "write the path out"),
            Map.entry("first", "select the item by a condition"),
            Map.entry("last", "select the item by a condition"));

    private final Scanner in;
    private final JqFilterSyntax filters;
    private int depth;

    JqSyntax(Scanner in) {
        this.in = in;
        this.filters = new JqFilterSyntax(in, this);
    }

    /**
     * The fields that an expression names.
     *
     * @throws SyntaxProblem where it is none, or one beyond the subset
     */
    static FieldQuery read(String expression) {
        Scanner in = new Scanner(expression);
        FieldQuery query = new JqSyntax(in).pipe();
        if (!in.atEnd()) {
            throw in.problem("this is not supported; an expression is a path, with |, commas and select(...): "
                    + "it names fields and changes nothing. Put a name with signs in quotes: .[\"a-b\"]");
        }
        return query;
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw in.problem("the expression is nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    private FieldQuery pipe() {
        enter();
        FieldQuery query = comma();
        while (in.take('|')) {
            if (in.peek() == '=') {
                throw in.problem("an assignment is not supported; write the path alone");
            }
            query = query.then(comma(), in);
        }
        leave();
        return query;
    }

    private FieldQuery comma() {
        FieldQuery query = term();
        while (in.take(',')) {
            query = query.or(term(), in);
        }
        return query;
    }

    private FieldQuery term() {
        in.skipBlanks();
        FieldQuery query = suffixes(primary());
        in.skipBlanks();
        return query;
    }

    private FieldQuery primary() {
        if (in.take('(')) {
            FieldQuery inner = pipe();
            in.expect(')', "after the expression");
            return inner;
        }
        if (in.peek() == '.') {
            return FieldQuery.SELF;
        }
        int start = in.position();
        String word = word();
        return switch (word) {
            case "select" -> select();
            case "if" -> conditional();
            case "empty", "null" -> FieldQuery.NOTHING;
            default -> throw unknown(word, start);
        };
    }

    private FieldQuery select() {
        return FieldQuery.of(new Step.Where(filters.inParentheses()));
    }

    /** Each branch for the values that its condition holds for. */
    private FieldQuery conditional() {
        Filter condition = filters.pipe();
        expectWord("then");
        FieldQuery then = FieldQuery.of(new Step.Where(condition)).then(pipe(), in);
        FieldQuery otherwise = FieldQuery.SELF;
        int start = in.position();
        switch (word()) {
            case "elif" -> otherwise = conditional();
            case "else" -> {
                otherwise = pipe();
                expectWord("end");
            }
            case "end" -> {}
            default -> throw in.problemAt(start, "\"elif\", \"else\" or \"end\" was expected");
        }
        Step not = new Step.Where(new Filter.Pipe(new Filter.Some(condition), new Filter.Not()));
        return then.or(FieldQuery.of(not).then(otherwise, in), in);
    }

    private void expectWord(String expected) {
        in.skipBlanks();
        int start = in.position();
        if (!word().equals(expected)) {
            throw in.problemAt(start, "\"" + expected + "\" was expected");
        }
        in.skipBlanks();
    }

    /** Members, items and question marks after a term, as far as they go. */
    FieldQuery suffixes(FieldQuery from) {
        FieldQuery query = from;
        while (true) {
            if (in.take('[')) {
                query = query.then(bracket(), in);
            } else if (in.peek() == '.') {
                query = query.then(dotted(), in);
            } else if (!in.take('?')) {
                return query;
            }
        }
    }

    private FieldQuery dotted() {
        int start = in.position();
        in.next();
        if (in.peek() == '.') {
            throw in.problemAt(start, "\"..\" is not supported; write the path out, .[] for each item");
        }
        if (in.peek() == '[') {
            return FieldQuery.SELF;
        }
        if (in.peek() == '"') {
            return FieldQuery.of(new Step.Member(QuotedText.read(in)));
        }
        String name = word();
        return name.isEmpty() ? FieldQuery.SELF : FieldQuery.of(new Step.Member(name));
    }

    private FieldQuery bracket() {
        in.skipBlanks();
        if (in.take(']')) {
            return FieldQuery.of(new Step.Each());
        }
        FieldQuery query = FieldQuery.NOTHING;
        do {
            in.skipBlanks();
            query = query.or(FieldQuery.of(index()), in);
            in.skipBlanks();
        } while (in.take(','));
        in.expect(']', "after the name");
        return query;
    }

    private Step index() {
        if (in.peek() == '"') {
            return new Step.Member(QuotedText.read(in));
        }
        int start = in.position();
        if (in.peek() >= '0' && in.peek() <= '9') {
            Step item = new Step.Position(in.number());
            if (in.peek() != ':') {
                return item;
            }
        }
        throw in.problemAt(
                start,
                "only a name in quotes or a position is supported here; "
                        + "select items by a condition: .[] | select(.name == \"app\")");
    }

    /** A name or a word of the language; empty where none is next. */
    String word() {
        int first = in.peek();
        return first >= '0' && first <= '9'
                ? ""
                : in.takeWhile(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_'));
    }

    SyntaxProblem unknown(String word, int start) {
        if (word.isEmpty()) {
            int c = in.peek();
            return in.problemAt(
                    start,
                    c < 0
                            ? "the expression ends too early"
                            : c == '$'
                                    ? "variables are not supported; write select(...) before the path"
                                    : "a path was expected, such as .spec.replicas");
        }
        String instead = INSTEAD.get(word);
        return in.problemAt(
                start,
                "\"" + word + "\" is not supported; "
                        + (instead == null ? "write a path, with select(...) for a condition" : instead));
    }
}
