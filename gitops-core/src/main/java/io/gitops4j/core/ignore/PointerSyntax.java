package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.pattern.internal.SyntaxProblem;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON Pointers (RFC 6901), with {@code *} for each item of a list. */
final class PointerSyntax {
    private PointerSyntax() {}

    /**
     * The field that a pointer names.
     *
     * @throws SyntaxProblem where it is none
     */
    static FieldQuery read(String pointer) {
        Scanner in = new Scanner(pointer);
        if (!in.atEnd() && in.peek() != '/') {
            throw in.problem("a JSON Pointer begins with \"/\", such as /spec/replicas; "
                    + "what begins with \"$\" is a jsonPath, with \".\" a jq expression");
        }
        List<Step> path = new ArrayList<>();
        while (in.take('/')) {
            int start = in.position();
            String token = token(in);
            if (token.equals("-")) {
                throw in.problemAt(
                        start, "\"-\" is the place after the last item and has no field; write * for each item");
            }
            if (token.matches("(?s).*\\[[^\\]]*=[^\\]]*]")) {
                throw in.problemAt(
                        start, "a JSON Pointer has no selectors; give this under \"fields\", where it is supported");
            }
            path.add(new Step.Token(token, position(token)));
        }
        return FieldQuery.of(path);
    }

    /** One token, its escapes undone. */
    private static String token(Scanner in) {
        StringBuilder out = new StringBuilder();
        while (!in.atEnd() && in.peek() != '/') {
            out.appendCodePoint(character(in));
        }
        return out.toString();
    }

    /** One character, or what an escape stands for. */
    static int character(Scanner in) {
        int c = in.next();
        if (c != '~') {
            return c;
        }
        int at = in.position() - 1;
        if (in.take('0')) {
            return '~';
        }
        if (in.take('1')) {
            return '/';
        }
        throw in.problemAt(at, "\"~\" begins an escape; write ~0 for the character, and ~1 for \"/\"");
    }

    /** The place that a token is in a list; -1 where it is none. */
    private static int position(String token) {
        return token.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(token) : -1;
    }
}
