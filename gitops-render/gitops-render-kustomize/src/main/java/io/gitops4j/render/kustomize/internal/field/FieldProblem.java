package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;

/**
 * A field that cannot be reached as a {@link FieldSpec} says, or whose value cannot be changed. Whoever walks an object tells
 * which one and who asked. Its message names kinds of values, never a value.
 */
public final class FieldProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path path;

    /** A problem of the field at {@code path}, as a {@link FieldChange} throws it. */
    public FieldProblem(Path path, String why) {
        super(why, null, false, false);
        this.path = path;
    }

    /** The value at {@code path} is no map, list or scalar, which {@code expected} names as upstream does. */
    public static FieldProblem wrongKind(Path path, String expected, Node found) {
        return new FieldProblem(path, "wrong node kind: expected " + expected + " but got " + named(found));
    }

    private static String named(Node node) {
        return switch (node.kind()) {
            case OBJECT -> "MappingNode";
            case ARRAY -> "SequenceNode";
            default -> "ScalarNode";
        };
    }

    /** This problem, met on the way of {@code spec} in the object {@code body}. */
    FieldProblem considering(FieldSpec spec, Node.Obj body) {
        Node.Obj metadata = body.object("metadata");
        ResourceId id = new ResourceId(
                Gvk.of(body),
                metadata.text("name").orElse(""),
                metadata.text("namespace").orElse(""),
                false);
        return new FieldProblem(path, "considering field '" + spec.path() + "' of object " + id + ": " + getMessage());
    }

    /** Where the walk ended. */
    public Path path() {
        return path;
    }
}
