package io.gitops4j.core.resource;

import io.gitops4j.core.tree.Node;

/** The words that problems name a node by; never its value. */
final class Words {
    private Words() {}

    /** What {@code node} is, such as {@code a number}. */
    static String of(Node node) {
        return switch (node.kind()) {
            case OBJECT -> "a mapping";
            case ARRAY -> "a sequence";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
        };
    }
}
