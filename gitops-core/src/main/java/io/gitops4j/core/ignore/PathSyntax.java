package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads paths as {@link io.gitops4j.core.merge.FieldPath} prints them, {@code spec.containers[name="app"].image}, with
 * {@code [*]} for each item or member. Values may stand without quotes, and steps be parted by slashes.
 */
final class PathSyntax {
    private final Scanner in;
    private final char separator;

    private PathSyntax(Scanner in, char separator) {
        this.in = in;
        this.separator = separator;
    }

    /**
     * The field that a path names.
     *
     * @throws SyntaxProblem where it is none
     */
    static FieldQuery read(String path) {
        Scanner in = new Scanner(path);
        boolean slashes = in.take('/');
        if (!slashes) {
            in.take('.');
        }
        if (in.peek() == '$') {
            throw in.problem("a path begins with a field; what begins with \"$\" is a jsonPath");
        }
        return FieldQuery.of(new PathSyntax(in, slashes ? '/' : '.').steps());
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (in.peek() != '[' && !in.atEnd()) {
            steps.add(name());
        }
        while (!in.atEnd()) {
            if (in.take('[')) {
                steps.add(bracket());
            } else {
                in.expect(separator, "between two steps");
                steps.add(name());
            }
        }
        return steps;
    }

    private Step name() {
        int start = in.position();
        StringBuilder name = new StringBuilder();
        while (!in.atEnd() && in.peek() != separator && in.peek() != '[') {
            if (in.peek() == ']' || in.peek() == '|' || in.peek() == '(') {
                throw in.problem("this is not supported in a path; put a name that has it in quotes: [\"a|b\"]");
            }
            name.appendCodePoint(separator == '/' ? PointerSyntax.character(in) : in.next());
        }
        if (name.length() == 0) {
            throw in.problemAt(start, "the name of a field was expected");
        }
        return new Step.Member(name.toString());
    }

    private Step bracket() {
        Step step;
        if (in.take('*')) {
            step = new Step.Each();
        } else if (QuotedText.isNext(in)) {
            step = new Step.Member(QuotedText.read(in));
        } else if (in.take('=')) {
            step = new Step.Valued(values());
        } else if (in.peek() >= '0' && in.peek() <= '9') {
            step = new Step.Position(in.number());
        } else {
            step = new Step.Keyed(keys());
        }
        in.expect(']', "after the selector");
        return step;
    }

    private Map<String, List<Node>> keys() {
        Map<String, List<Node>> keys = new TreeMap<>();
        do {
            in.skipBlanks();
            int start = in.position();
            String key = in.takeWhile(c -> c != '=' && c != ']' && c != ',' && !Character.isWhitespace(c))
                    .strip();
            in.skipBlanks();
            if (key.isEmpty() || key.startsWith("-") || in.peek() != '=') {
                throw in.problemAt(
                        start,
                        "a key with its value was expected, such as [name=\"app\"], or [*] for each item, or [\"a.b\"] for a member");
            }
            in.take('=');
            if (in.peek() == '=' || in.peek() == '~') {
                throw in.problem("only \"=\" is supported between a key and its value; use a jsonPath for more");
            }
            keys.put(key, values());
        } while (in.take(','));
        return Map.copyOf(keys);
    }

    /** The values that a text stands for: without quotes, the text and the number or truth value that it may be. */
    private List<Node> values() {
        in.skipBlanks();
        if (QuotedText.isNext(in)) {
            Node text = Node.of(QuotedText.read(in));
            in.skipBlanks();
            return List.of(text);
        }
        int start = in.position();
        String bare = in.takeWhile(c -> c != ',' && c != ']').strip();
        if (bare.isEmpty() || bare.startsWith("{") || bare.startsWith("[")) {
            throw in.problemAt(start, "a text, a number or a truth value was expected");
        }
        List<Node> values = new ArrayList<>(List.of(Node.of(bare)));
        Node number = QuotedText.numberOrNull(bare);
        if (number != null) {
            values.add(number);
        } else if (bare.equals("true") || bare.equals("false")) {
            values.add(Node.of(bare.equals("true")));
        } else if (bare.equals("null")) {
            values.add(Node.nil());
        }
        return List.copyOf(values);
    }
}
