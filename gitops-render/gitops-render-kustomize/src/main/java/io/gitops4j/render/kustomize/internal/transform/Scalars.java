package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;

/** Scalars as texts. */
final class Scalars {
    private Scalars() {}

    /**
     * The text of a string, number or truth value; empty for null.
     *
     * @throws FieldProblem where it is a map or a list
     */
    static String text(Node value, Path path) {
        return switch (value.kind()) {
            case STRING -> ((Node.Str) value).value();
            case NULL -> "";
            case NUMBER, BOOLEAN -> Printer.json(value, Mask.none());
            default -> throw FieldProblem.wrongKind(path, "ScalarNode", value);
        };
    }
}
