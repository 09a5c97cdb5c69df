package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Node;
import java.math.BigDecimal;

/**
 * The order of values in field sets: numbers, strings, booleans, lists, objects, null; texts by their UTF-8
 * (structured-merge-diff {@code value/value.go}).
 */
final class NodeOrder {
    private NodeOrder() {}

    static int compare(Node a, Node b) {
        if (a == b) {
            return 0;
        }
        int order = Integer.compare(rank(a), rank(b));
        if (order != 0) {
            return order;
        }
        if (a instanceof Node.Num x && b instanceof Node.Num y) {
            return compareNumbers(x, y);
        }
        if (a instanceof Node.Str x && b instanceof Node.Str y) {
            return compareText(x.value(), y.value());
        }
        if (a instanceof Node.Bool x && b instanceof Node.Bool y) {
            return Boolean.compare(x.value(), y.value());
        }
        if (a instanceof Node.Arr x && b instanceof Node.Arr y) {
            return compareLists(x, y);
        }
        return a instanceof Node.Obj x && b instanceof Node.Obj y ? compareObjects(x, y) : 0;
    }

    private static int rank(Node node) {
        return switch (node.kind()) {
            case NUMBER -> 0;
            case STRING -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT -> 4;
            case NULL -> 5;
        };
    }

    private static int compareNumbers(Node.Num a, Node.Num b) {
        if (a.isLong() && b.isLong()) {
            return Long.compare(a.value().longValue(), b.value().longValue());
        }
        return new BigDecimal(a.value().toString())
                .compareTo(new BigDecimal(b.value().toString()));
    }

    private static int compareLists(Node.Arr a, Node.Arr b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareObjects(Node.Obj a, Node.Obj b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compareText(a.key(i), b.key(i));
            order = order != 0 ? order : compare(a.value(i), b.value(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** By UTF-8: as by UTF-16, except where surrogates meet characters above them. */
    static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean both = x >= Character.MIN_SURROGATE && y >= Character.MIN_SURROGATE;
                return both ? Integer.compare(aboveSurrogates(x), aboveSurrogates(y)) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int aboveSurrogates(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
