package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.Budget;
import io.gitops4j.core.pattern.LinearPattern;
import io.gitops4j.core.tree.Node;
import java.util.function.Consumer;

/** Functions of one value: jq's, and those of RFC 9535. */
sealed interface FilterFunction extends Filter {

    /** Whether a regular expression is in a text, or is the whole of it. */
    record Matches(LinearPattern pattern, boolean whole) implements FilterFunction {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            if (input instanceof Node.Str text) {
                out.accept(
                        Node.of(whole ? pattern.matches(text.value(), budget) : pattern.finds(text.value(), budget)));
            }
        }
    }

    /** How a text is compared with another. */
    enum TextTest {
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS;

        private boolean holds(String text, String part) {
            return switch (this) {
                case STARTS_WITH -> text.startsWith(part);
                case ENDS_WITH -> text.endsWith(part);
                case CONTAINS -> text.contains(part);
            };
        }
    }

    /** Whether a text begins or ends with a part, or has it. */
    record Text(TextTest test, String part) implements FilterFunction {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            if (input instanceof Node.Str text) {
                budget.spend(1 + text.value().length() / 8);
                out.accept(Node.of(test.holds(text.value(), part)));
            }
        }
    }

    /** Whether an object has a member. */
    record Has(String name) implements FilterFunction {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            budget.spend(1);
            if (input instanceof Node.Obj obj) {
                out.accept(Node.of(obj.has(name)));
            }
        }
    }

    /** The kind of a value, as jq calls it. */
    record Type() implements FilterFunction {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            budget.spend(1);
            out.accept(Node.of(
                    switch (input.kind()) {
                        case OBJECT -> "object";
                        case ARRAY -> "array";
                        case STRING -> "string";
                        case NUMBER -> "number";
                        case BOOLEAN -> "boolean";
                        case NULL -> "null";
                    }));
        }
    }

    /** How many members, items or characters there are. */
    record Length() implements FilterFunction {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            budget.spend(1);
            if (input instanceof Node.Obj obj) {
                out.accept(Node.of(obj.size()));
            } else if (input instanceof Node.Arr arr) {
                out.accept(Node.of(arr.size()));
            } else if (input instanceof Node.Str text) {
                out.accept(Node.of(text.value().codePointCount(0, text.value().length())));
            } else if (input instanceof Node.Null) {
                out.accept(Node.of(0));
            }
        }
    }
}
