package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.Budget;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an expression gives for a value: any number of values, as in jq. An expression that jq would fail on gives none.
 * Immutable.
 */
interface Filter {
    /** Hands each value that this gives for {@code input} to {@code out}. */
    void each(Node input, Budget budget, Consumer<Node> out);

    /** Whether a value that this gives is neither false nor null. */
    default boolean holds(Node input, Budget budget) {
        boolean[] held = new boolean[1];
        each(input, budget, value -> held[0] |= truthy(value));
        return held[0];
    }

    static boolean truthy(Node value) {
        return !(value instanceof Node.Null) && !(value instanceof Node.Bool truth && !truth.value());
    }

    /** The same value for every input. */
    record Constant(Node value) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            budget.spend(1);
            out.accept(value);
        }
    }

    /** The values of fields; what is missing is null in jq, and nothing in JSONPath. */
    record Fields(FieldQuery query, boolean missingIsNull) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            for (List<Step> path : query.paths()) {
                walk(path, 0, input, budget, out);
            }
        }

        private void walk(List<Step> path, int at, Node node, Budget budget, Consumer<Node> out) {
            budget.spend(1);
            if (at == path.size()) {
                out.accept(node);
                return;
            }
            Step step = path.get(at);
            if (step instanceof Step.Where where) {
                if (where.filter().holds(node, budget)) {
                    walk(path, at + 1, node, budget, out);
                }
            } else if (step instanceof Step.Each) {
                for (Node child : children(node)) {
                    walk(path, at + 1, child, budget, out);
                }
            } else {
                Node child = child(node, step);
                if (child != null) {
                    walk(path, at + 1, child, budget, out);
                } else if (missingIsNull && mayMiss(node, step)) {
                    walk(path, at + 1, Node.nil(), budget, out);
                }
            }
        }

        private static List<Node> children(Node node) {
            if (node instanceof Node.Obj obj) {
                return obj.keys().stream().map(obj::get).toList();
            }
            return node instanceof Node.Arr arr ? arr.items() : List.of();
        }

        @SuppressWarnings("NullAway") // Obj.get is nullable, and so is this
        private static Node child(Node node, Step step) {
            if (step instanceof Step.Member member) {
                return node instanceof Node.Obj obj ? obj.get(member.name()) : null;
            }
            int position = ((Step.Position) step).position();
            return node instanceof Node.Arr arr && position < arr.size() ? arr.get(position) : null;
        }

        /** A member of a number is an error to jq. */
        private static boolean mayMiss(Node node, Step step) {
            return node instanceof Node.Null
                    || (step instanceof Step.Member ? node instanceof Node.Obj : node instanceof Node.Arr);
        }
    }

    /** What {@code second} gives for each value that {@code first} gives. */
    record Pipe(Filter first, Filter second) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            first.each(input, budget, value -> second.each(value, budget, out));
        }
    }

    /** What both give. */
    record Comma(Filter first, Filter second) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            first.each(input, budget, out);
            second.each(input, budget, out);
        }
    }

    /** What {@code first} gives and is neither false nor null; where that is nothing, what {@code second} gives. */
    record Otherwise(Filter first, Filter second) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            boolean[] given = new boolean[1];
            first.each(input, budget, value -> {
                if (truthy(value)) {
                    given[0] = true;
                    out.accept(value);
                }
            });
            if (!given[0]) {
                second.each(input, budget, out);
            }
        }
    }

    /** Whether both hold. */
    record And(Filter first, Filter second) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            first.each(input, budget, left -> {
                if (truthy(left)) {
                    second.each(input, budget, right -> out.accept(Node.of(truthy(right))));
                } else {
                    out.accept(Node.of(false));
                }
            });
        }
    }

    /** Whether one holds. */
    record Or(Filter first, Filter second) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            first.each(input, budget, left -> {
                if (truthy(left)) {
                    out.accept(Node.of(true));
                } else {
                    second.each(input, budget, right -> out.accept(Node.of(truthy(right))));
                }
            });
        }
    }

    /** Whether something that {@code of} gives holds; always one value. */
    record Some(Filter of) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            out.accept(Node.of(of.holds(input, budget)));
        }
    }

    /** Whether {@code of} gives a value at all. */
    record Exists(Filter of) implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            boolean[] given = new boolean[1];
            of.each(input, budget, value -> given[0] = true);
            out.accept(Node.of(given[0]));
        }
    }

    /** Whether the input is false or null. */
    record Not() implements Filter {
        @Override
        public void each(Node input, Budget budget, Consumer<Node> out) {
            budget.spend(1);
            out.accept(Node.of(!truthy(input)));
        }
    }
}
