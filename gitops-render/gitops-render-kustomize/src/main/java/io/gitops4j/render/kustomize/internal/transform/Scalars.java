package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;

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
            case NULL -> "";
            case STRING, NUMBER, BOOLEAN -> ScalarText.of(value);
            default -> throw FieldProblem.wrongKind(path, "ScalarNode", value);
        };
    }
}
