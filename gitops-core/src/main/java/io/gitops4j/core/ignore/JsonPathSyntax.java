package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.LinearPattern;
import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import io.gitops4j.core.tree.Node;
import java.util.List;

/**
 * Reads JSONPath (RFC 9535) as far as it names fields one step after another: names, {@code *}, items by a filter. Also
 * what kubectl makes of it: braces around, no {@code $}, a backslash before a dot in a name.
 */
final class JsonPathSyntax {
    private static final int DEEPEST = 50;

    private final Scanner in;
    private int depth;

    private JsonPathSyntax(Scanner in) {
        this.in = in;
    }

    /**
     * The fields that a JSONPath names.
     *
     * @throws SyntaxProblem where it is none, or one beyond the subset
     */
    static FieldQuery read(String path) {
        Scanner in = new Scanner(path);
        in.skipBlanks();
        boolean braces = in.take('{');
        FieldQuery query = new JsonPathSyntax(in).path();
        in.skipBlanks();
        if (braces) {
            in.expect('}', "at the end");
        }
        if (!in.atEnd()) {
            throw in.problem("the end, \".\" or \"[\" was expected");
        }
        return query;
    }

    private FieldQuery path() {
        FieldQuery query = FieldQuery.SELF;
        if (!in.take('$') && in.peek() != '.' && in.peek() != '[') {
            query = FieldQuery.of(name());
        }
        return steps(query);
    }

    private FieldQuery steps(FieldQuery from) {
        FieldQuery query = from;
        while (true) {
            if (in.take('[')) {
                query = query.then(bracket(), in);
            } else if (in.peek() == '.') {
                int start = in.position();
                in.next();
                if (in.peek() == '.') {
                    throw in.problemAt(start, "\"..\" is not supported; write the path out, [*] for each item");
                }
                query = in.peek() == '[' ? query : query.then(in.take('*') ? new Step.Each() : name(), in);
            } else {
                return query;
            }
        }
    }

    private Step name() {
        int start = in.position();
        StringBuilder name = new StringBuilder();
        while (!in.atEnd() && !Character.isWhitespace(in.peek()) && ".[]{}()=!<>&|,~\"'".indexOf(in.peek()) < 0) {
            int c = in.next();
            name.appendCodePoint(c == '\\' ? in.next() : c);
        }
        if (name.length() == 0) {
            throw in.problemAt(start, "the name of a field was expected; put a name with signs in quotes: ['a.b/c']");
        }
        return new Step.Member(name.toString());
    }

    private FieldQuery bracket() {
        FieldQuery query = FieldQuery.NOTHING;
        do {
            in.skipBlanks();
            query = query.or(FieldQuery.of(selector()), in);
            in.skipBlanks();
        } while (in.take(','));
        if (in.peek() == ':') {
            throw in.problem(
                    "a range of items is not supported; select items by a filter, such as [?(@.name==\"app\")]");
        }
        in.expect(']', "after the selector");
        return query;
    }

    private List<Step> selector() {
        if (in.take('*')) {
            return List.of(new Step.Each());
        }
        if (QuotedText.isNext(in)) {
            return List.of(new Step.Member(QuotedText.read(in)));
        }
        if (in.take('?')) {
            return List.of(new Step.Each(), new Step.Where(or()));
        }
        if (in.peek() == '-' || in.peek() == ':') {
            throw in.problem("items from the end, and ranges, are not supported; "
                    + "select items by a filter, such as [?(@.name==\"app\")]");
        }
        if (in.peek() == '(') {
            throw in.problem("a script is not supported; select items by a filter, such as [?(@.name==\"app\")]");
        }
        return List.of(new Step.Position(in.number()));
    }

    private Filter or() {
        if (++depth > DEEPEST) {
            throw in.problem("the filter is nested more than " + DEEPEST + " deep");
        }
        Filter filter = and();
        while (in.take("||")) {
            filter = new Filter.Or(filter, and());
        }
        depth--;
        return filter;
    }

    private Filter and() {
        Filter filter = not();
        while (in.take("&&")) {
            filter = new Filter.And(filter, not());
        }
        return filter;
    }

    private Filter not() {
        int nots = 0;
        in.skipBlanks();
        while (in.take('!')) {
            nots++;
            in.skipBlanks();
        }
        Filter filter = test();
        for (int i = 0; i < nots % 2; i++) {
            filter = new Filter.Pipe(filter, new Filter.Not());
        }
        in.skipBlanks();
        return filter;
    }

    private Filter test() {
        if (in.take('(')) {
            Filter inner = or();
            in.expect(')', "after the filter");
            return inner;
        }
        if (in.take("match(")) {
            return function(true);
        }
        if (in.take("search(")) {
            return function(false);
        }
        int start = in.position();
        boolean isPath = in.peek() == '@';
        Filter left = operand();
        in.skipBlanks();
        int at = in.position();
        FilterComparison.Operator operator = FilterComparison.Operator.take(in);
        if (operator == null) {
            if (in.peek() == '=' || in.peek() == '~') {
                throw in.problemAt(at, "this operator is not supported; write ==, or search(@.name, \"^web\")");
            }
            if (!isPath) {
                throw in.problemAt(start, "a comparison was expected, such as @.name==\"app\"");
            }
            return new Filter.Exists(left);
        }
        refuseMany(left, start);
        in.skipBlanks();
        int rightStart = in.position();
        Filter right = operand();
        refuseMany(right, rightStart);
        return new FilterComparison(operator, left, right, FilterComparison.Dialect.JSON_PATH);
    }

    /** RFC 9535 compares one value with one (2.3.5.1). */
    private void refuseMany(Filter operand, int start) {
        if (operand instanceof Filter.Fields fields
                && (fields.query().paths().size() != 1
                        || fields.query().paths().get(0).stream().anyMatch(JsonPathSyntax::many))) {
            throw in.problemAt(start, "only a path to one value can be compared; write a jq expression with any(...)");
        }
    }

    private static boolean many(Step step) {
        return !(step instanceof Step.Member || step instanceof Step.Position);
    }

    private Filter operand() {
        if (in.take('@')) {
            return new Filter.Fields(steps(FieldQuery.SELF), false);
        }
        if (QuotedText.isNext(in)) {
            return new Filter.Constant(Node.of(QuotedText.read(in)));
        }
        if (QuotedText.isNumberNext(in)) {
            return new Filter.Constant(QuotedText.number(in));
        }
        int start = in.position();
        String word = in.takeWhile(Character::isLetter);
        return switch (word) {
            case "true" -> new Filter.Constant(Node.of(true));
            case "false" -> new Filter.Constant(Node.of(false));
            case "null" -> new Filter.Constant(Node.nil());
            default ->
                throw in.problemAt(
                        start,
                        (word.isEmpty() ? "this" : "\"" + word + "\"")
                                + " is not supported in a filter; write a path from @, a literal, match(...) or search(...)");
        };
    }

    private Filter function(boolean whole) {
        in.skipBlanks();
        if (in.peek() != '@') {
            throw in.problem("a path from @ was expected");
        }
        Filter value = operand();
        in.skipBlanks();
        in.expect(',', "before the regular expression");
        in.skipBlanks();
        if (!QuotedText.isNext(in)) {
            throw in.problem("a regular expression in quotes was expected");
        }
        int start = in.position();
        LinearPattern pattern = QuotedText.pattern(QuotedText.read(in), false, in, start);
        in.skipBlanks();
        in.expect(')', "after the regular expression");
        return new Filter.Some(new Filter.Pipe(value, new FilterFunction.Matches(pattern, whole)));
    }
}
