package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.tree.Node;

/** Reads what stands in {@code select(...)} of a jq expression. */
final class JqFilterSyntax {
    private static final Filter SELF = new Filter.Fields(FieldQuery.SELF, true);
    private static final Filter EACH = new Filter.Fields(FieldQuery.of(new Step.Each()), true);
    private static final Filter NOT = new Filter.Not();

    private final Scanner in;
    private final JqSyntax paths;

    JqFilterSyntax(Scanner in, JqSyntax paths) {
        this.in = in;
        this.paths = paths;
    }

    Filter inParentheses() {
        open();
        Filter filter = pipe();
        close();
        return filter;
    }

    private void open() {
        in.skipBlanks();
        in.expect('(', "before the condition");
    }

    private void close() {
        in.skipBlanks();
        in.expect(')', "after the condition");
    }

    Filter pipe() {
        paths.enter();
        Filter filter = comma();
        while (in.take('|')) {
            filter = new Filter.Pipe(filter, comma());
        }
        paths.leave();
        return filter;
    }

    private Filter comma() {
        Filter filter = otherwise();
        while (in.take(',')) {
            filter = new Filter.Comma(filter, otherwise());
        }
        return filter;
    }

    private Filter otherwise() {
        Filter filter = or();
        // to the left or to the right is the same: the first that gives something counts
        while (in.take("//")) {
            filter = new Filter.Otherwise(filter, or());
        }
        return filter;
    }

    private Filter or() {
        Filter filter = and();
        while (takeWord("or")) {
            filter = new Filter.Or(filter, and());
        }
        return filter;
    }

    private Filter and() {
        Filter filter = comparison();
        while (takeWord("and")) {
            filter = new Filter.And(filter, comparison());
        }
        return filter;
    }

    private boolean takeWord(String word) {
        int start = in.position();
        if (paths.word().equals(word)) {
            return true;
        }
        in.back(start);
        return false;
    }

    private Filter comparison() {
        Filter left = term();
        FilterComparison.Operator operator = FilterComparison.Operator.take(in);
        if (operator != null) {
            return new FilterComparison(operator, left, term(), FilterComparison.Dialect.JQ);
        }
        if ("=~+*%".indexOf(in.peek()) >= 0) {
            throw in.problem(
                    "this operator is not supported; compare with ==, !=, <, <=, > or >=, or write test(\"^web\")");
        }
        return left;
    }

    private Filter term() {
        in.skipBlanks();
        Filter filter = primary();
        FieldQuery further = paths.suffixes(FieldQuery.SELF);
        if (further != FieldQuery.SELF) {
            filter = new Filter.Pipe(filter, new Filter.Fields(further, true));
        }
        in.skipBlanks();
        return filter;
    }

    private Filter primary() {
        if (in.peek() == '.') {
            return new Filter.Fields(paths.suffixes(FieldQuery.SELF), true);
        }
        if (in.take('(')) {
            Filter inner = pipe();
            close();
            return inner;
        }
        if (in.peek() == '"') {
            return new Filter.Constant(Node.of(QuotedText.read(in)));
        }
        if (QuotedText.isNumberNext(in)) {
            return new Filter.Constant(QuotedText.number(in));
        }
        int start = in.position();
        return call(paths.word(), start);
    }

    private Filter call(String word, int start) {
        return switch (word) {
            case "true" -> new Filter.Constant(Node.of(true));
            case "false" -> new Filter.Constant(Node.of(false));
            case "null" -> new Filter.Constant(Node.nil());
            case "empty" -> new Filter.Fields(FieldQuery.NOTHING, true);
            case "not" -> NOT;
            case "type" -> new FilterFunction.Type();
            case "length" -> new FilterFunction.Length();
            case "select" -> new Filter.Fields(FieldQuery.of(new Step.Where(inParentheses())), true);
            case "test" -> test();
            case "startswith" -> new FilterFunction.Text(FilterFunction.TextTest.STARTS_WITH, text());
            case "endswith" -> new FilterFunction.Text(FilterFunction.TextTest.ENDS_WITH, text());
            case "contains" -> new FilterFunction.Text(FilterFunction.TextTest.CONTAINS, text());
            case "has" -> new FilterFunction.Has(text());
            case "any" -> some(false);
            case "all" -> some(true);
            case "IN" -> in();
            default -> throw paths.unknown(word, start);
        };
    }

    /** The only argument, a text in quotes. */
    private String text() {
        open();
        String text = quoted();
        close();
        return text;
    }

    private String quoted() {
        in.skipBlanks();
        if (in.peek() != '"') {
            throw in.problem("a text in quotes was expected");
        }
        return QuotedText.read(in);
    }

    private Filter test() {
        open();
        in.skipBlanks();
        int start = in.position();
        String regex = quoted();
        in.skipBlanks();
        boolean ignoreCase = false;
        if (in.take(';')) {
            in.skipBlanks();
            int at = in.position();
            String flags = quoted();
            if (!flags.matches("[gi]*")) {
                throw in.problemAt(at, "only the flags i and g are supported; write (?s) in the expression");
            }
            ignoreCase = flags.contains("i");
        }
        close();
        return new FilterFunction.Matches(QuotedText.pattern(regex, ignoreCase, in, start), false);
    }

    /** {@code any} and {@code all}, with a condition, and with what it is asked of (jq manual). */
    private Filter some(boolean all) {
        Filter of = EACH;
        Filter condition = SELF;
        in.skipBlanks();
        if (in.peek() == '(') {
            open();
            condition = pipe();
            if (in.take(';')) {
                of = condition;
                condition = pipe();
            }
            close();
        }
        Filter each = all ? new Filter.Pipe(condition, NOT) : condition;
        Filter some = new Filter.Some(new Filter.Pipe(of, each));
        return all ? new Filter.Pipe(some, NOT) : some;
    }

    private Filter in() {
        open();
        Filter value = SELF;
        Filter among = pipe();
        if (in.take(';')) {
            value = among;
            among = pipe();
        }
        close();
        return new Filter.Some(
                new FilterComparison(FilterComparison.Operator.EQUAL, value, among, FilterComparison.Dialect.JQ));
    }
}
