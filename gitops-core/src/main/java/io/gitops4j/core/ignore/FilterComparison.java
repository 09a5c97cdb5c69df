package io.gitops4j.core.ignore;

import io.gitops4j.core.pattern.Budget;
import io.gitops4j.core.pattern.internal.Scanner;
import io.gitops4j.core.tree.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares what two expressions give. */
record FilterComparison(Operator operator, Filter left, Filter right, Dialect dialect) implements Filter {
    /** How two values are compared. */
    enum Operator {
        EQUAL("=="),
        UNEQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        BELOW("<"),
        ABOVE(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** The operator that is next, or null where none is. */
        static @Nullable Operator take(Scanner in) {
            for (Operator operator : values()) {
                if (in.take(operator.sign)) {
                    return operator;
                }
            }
            return null;
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case AT_MOST -> order <= 0;
                case AT_LEAST -> order >= 0;
                case BELOW -> order < 0;
                case ABOVE -> order > 0;
            };
        }
    }

    /** Whose rules hold. */
    enum Dialect {
        /** Each value with each; values of any two kinds have an order (jq manual, "sort"). */
        JQ,
        /** One value each, or nothing; only numbers and strings have an order (RFC 9535, 2.3.5.2.2). */
        JSON_PATH
    }

    @Override
    public void each(Node input, Budget budget, Consumer<Node> out) {
        if (dialect == Dialect.JQ) {
            right.each(input, budget, b -> left.each(input, budget, a -> out.accept(Node.of(holds(a, b, budget)))));
        } else {
            Optional<Node> a = first(left, input, budget);
            Optional<Node> b = first(right, input, budget);
            boolean same = a.equals(b);
            boolean holds = operator == Operator.UNEQUAL
                    ? !same
                    : same && operator.holds(0)
                            || a.isPresent()
                                    && b.isPresent()
                                    && ordered(a.get(), b.get())
                                    && holds(a.get(), b.get(), budget);
            out.accept(Node.of(holds));
        }
    }

    private static Optional<Node> first(Filter filter, Node input, Budget budget) {
        List<Node> values = new ArrayList<>(1);
        filter.each(input, budget, values::add);
        return values.stream().findFirst();
    }

    private static boolean ordered(Node a, Node b) {
        return a instanceof Node.Num && b instanceof Node.Num || a instanceof Node.Str && b instanceof Node.Str;
    }

    private boolean holds(Node a, Node b, Budget budget) {
        budget.spend(1);
        if (operator == Operator.EQUAL || operator == Operator.UNEQUAL) {
            return a.equals(b) == (operator == Operator.EQUAL);
        }
        return operator.holds(order(a, b));
    }

    /** Lists and objects of one kind are as good as equal: nobody tells fields apart by their order. */
    private static int order(Node a, Node b) {
        if (a instanceof Node.Num x && b instanceof Node.Num y) {
            return new BigDecimal(x.value().toString())
                    .compareTo(new BigDecimal(y.value().toString()));
        }
        if (a instanceof Node.Str x && b instanceof Node.Str y) {
            return x.value().compareTo(y.value());
        }
        return Integer.compare(rank(a), rank(b));
    }

    private static int rank(Node node) {
        return switch (node.kind()) {
            case NULL -> 0;
            case BOOLEAN -> node.equals(Node.of(true)) ? 2 : 1;
            case NUMBER -> 3;
            case STRING -> 4;
            case ARRAY -> 5;
            case OBJECT -> 6;
        };
    }
}
