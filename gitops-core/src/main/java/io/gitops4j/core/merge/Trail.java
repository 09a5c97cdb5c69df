package io.gitops4j.core.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.util.Arrays;

/** Where a walk is, for the message of a problem: kept in arrays, so that a step of the walk costs no object. */
final class Trail {
    private Object[] fields = new Object[16];
    private int[] indexes = new int[16];
    private int depth;

    void field(String name) {
        enter();
        fields[depth++] = name;
    }

    void item(int index) {
        enter();
        fields[depth] = this;
        indexes[depth++] = index;
    }

    private void enter() {
        if (depth == fields.length) {
            fields = Arrays.copyOf(fields, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
    }

    void back() {
        depth--;
    }

    /** The problem of what is here. */
    Problem problem(String message) {
        FieldPath path = FieldPath.root();
        for (int i = 0; i < depth; i++) {
            path = fields[i] instanceof String name ? path.field(name) : path.then(PathElement.index(indexes[i]));
        }
        String field = path.toString();
        Location where =
                field.isEmpty() ? Location.nowhere() : Location.nowhere().withField(field);
        return Problem.of(Code.INVALID_OBJECT, where, message);
    }

    GitOpsException invalid(String message) {
        return new GitOpsException(problem(message));
    }
}
