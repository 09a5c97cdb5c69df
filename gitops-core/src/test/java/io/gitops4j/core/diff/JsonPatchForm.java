package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;

/** Changes as other engines write them: a JSON patch (RFC 6902) with {@code oldValue}, where items are told by their index. */
final class JsonPatchForm {
    private final Node.Obj before;
    private final FieldType type;

    private JsonPatchForm(Node.Obj before, FieldType type) {
        this.before = before;
        this.type = type;
    }

    /** The patch that makes {@code changes} to {@code before}; what changes owners only is no operation. */
    static Node.Arr of(List<Difference> changes, Node.Obj before, FieldType type) {
        JsonPatchForm form = new JsonPatchForm(before, type);
        List<Node> operations = new ArrayList<>();
        for (Difference change : changes) {
            switch (change.kind()) {
                case ADD -> operations.add(form.operation("add", form.place(change.path()), change));
                case REMOVE -> operations.add(form.operation("remove", form.pointer(change.path()), change));
                case MODIFY, REORDER, TAKEOVER ->
                    operations.add(form.operation("replace", form.pointer(change.path()), change));
                case ADOPT, RELEASE -> {
                    // no value changes
                }
            }
        }
        return Node.array(operations);
    }

    private Node operation(String name, String pointer, Difference change) {
        ObjBuilder operation = Node.objectBuilder().put("op", name).put("path", pointer);
        if (change.after() != null) {
            operation.put("value", change.after());
        }
        if (change.before() != null) {
            operation.put("oldValue", change.before());
        }
        return operation.build();
    }

    private String pointer(FieldPath path) {
        return path.in(before, type).map(Path::toPointer).orElse("nowhere: " + path);
    }

    /** Where something new goes; a new item goes to the end. */
    private String place(FieldPath path) {
        FieldPath parent = path.prefix(path.length() - 1);
        return parent.in(before, type)
                .map(at -> path.element(path.length() - 1) instanceof PathElement.Field field
                        ? at.key(field.name()).toPointer()
                        : at.toPointer() + "/-")
                .orElse("nowhere: " + path);
    }
}
