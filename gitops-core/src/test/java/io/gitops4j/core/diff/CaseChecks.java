package io.gitops4j.core.diff;

import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The assertions that a case of the suite makes of trees and texts, as its README describes them. */
final class CaseChecks {
    private final Map<String, ? extends Node> subjects;
    private final boolean masked;

    private CaseChecks(Map<String, ? extends Node> subjects, boolean masked) {
        this.subjects = subjects;
        this.masked = masked;
    }

    /** What does not hold of {@code subjects}, trees by the names that the checks have for them. */
    static List<String> failing(Node.Arr checks, Map<String, ? extends Node> subjects) {
        return new CaseChecks(subjects, false).failing(checks);
    }

    /** The same of trees whose sensitive values are masked: a mask of the origin's is any mask of ours. */
    static List<String> failingOfMasked(Node.Arr checks, Map<String, ? extends Node> subjects) {
        return new CaseChecks(subjects, true).failing(checks);
    }

    private List<String> failing(Node.Arr checks) {
        List<String> failing = new ArrayList<>();
        for (Node check : checks.items()) {
            if (!holds((Node.Obj) check)) {
                failing.add(Printer.json(check, Mask.none()));
            }
        }
        return failing;
    }

    private boolean holds(Node.Obj check) {
        Node subject = subjects.get(check.text("of").orElseThrow());
        if (subject == null) {
            return false;
        }
        Node found = subject;
        for (Node step : check.array("path").items()) {
            if (masked && step.equals(Node.of("$json")) && isMask(found)) {
                return true; // the text is hidden as a whole, and so is what is in it
            }
            found = found == null ? null : below(found, step);
        }
        return holds(check.text("op").orElseThrow(), found, check.at("value").orElse(Node.nil()));
    }

    private boolean holds(String op, @Nullable Node found, Node value) {
        return switch (op) {
            case "equals" -> found != null && (masked ? alike(value, found) : value.equals(found));
            case "quantityEquals" -> Scalar.QUANTITY.same(value, found == null ? Node.of("0") : found);
            case "len" -> Node.of(length(found)).equals(value);
            case "exists" -> found != null;
            // a mapping without members hides nothing, and Argo CD leaves it out
            case "absent" -> found == null || masked && Meaning.empty(found);
            case "empty" -> length(found) == 0;
            case "notEmpty" -> length(found) > 0;
            case "hasKey" -> found instanceof Node.Obj object && object.has(((Node.Str) value).value());
            case "hasNotKey" -> !(found instanceof Node.Obj object && object.has(((Node.Str) value).value()));
            case "textContains" -> text(found).contains(((Node.Str) value).value());
            case "textNotContains" -> !text(found).contains(((Node.Str) value).value());
            default -> throw new IllegalArgumentException("no such check: " + op);
        };
    }

    private static @Nullable Node below(Node node, Node step) {
        if (step.equals(Node.of("$json"))) {
            return node instanceof Node.Str text
                    ? Parser.tolerant().parseJson("text", text.value()).get(0).root()
                    : null;
        }
        if (step instanceof Node.Num index) {
            int at = index.value().intValue();
            return node instanceof Node.Arr items && at < items.size() ? items.get(at) : null;
        }
        if (step instanceof Node.Obj match) {
            return node instanceof Node.Arr items
                    ? items.items().stream()
                            .filter(item -> matches(item, match.object("match")))
                            .findFirst()
                            .orElse(null)
                    : null;
        }
        return node instanceof Node.Obj object ? object.get(((Node.Str) step).value()) : null;
    }

    private static boolean matches(Node item, Node.Obj values) {
        return item instanceof Node.Obj object
                && values.keys().stream().allMatch(key -> values.get(key).equals(object.get(key)));
    }

    private static int length(@Nullable Node node) {
        return node instanceof Node.Obj object
                ? object.size()
                : node instanceof Node.Arr items
                        ? items.size()
                        : node instanceof Node.Str text ? text.value().length() : 0;
    }

    private static String text(@Nullable Node node) {
        return node instanceof Node.Str text ? text.value() : node == null ? "" : Printer.json(node, Mask.none());
    }

    /** Whether {@code found} is what {@code expected} says, where a mask of the origin's is any mask. */
    private static boolean alike(Node expected, Node found) {
        if (expected instanceof Node.Obj object && found instanceof Node.Obj other) {
            return object.keys().equals(other.keys())
                    && object.keys().stream().allMatch(key -> alike(object.get(key), other.get(key)));
        }
        return isTheirMask(expected) ? isMask(found) : expected.equals(found);
    }

    /** Argo CD's, also within the text of an annotation. */
    private static boolean isTheirMask(Node node) {
        return node instanceof Node.Str text && text.value().contains("++++++++");
    }

    static boolean isMask(@Nullable Node node) {
        return node instanceof Node.Str text && text.value().startsWith(Value.MASK);
    }
}
