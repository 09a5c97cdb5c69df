package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.field.FieldTree;
import io.gitops4j.render.kustomize.internal.field.NamingFields;
import java.util.BitSet;
import java.util.List;

/** The fields of the objects of one kind that hold names, in the order of the rules. Immutable. */
final class NamesOfKind {
    private final List<NamingFields.Field> fields;
    private final FieldTree tree;

    NamesOfKind(List<NamingFields.Field> fields) {
        this.fields = fields;
        this.tree = FieldTree.of(fields.stream().map(NamingFields.Field::spec).toList());
    }

    /** The places of the fields that {@code body} has. */
    BitSet in(Node.Obj body) {
        return tree.in(body);
    }

    /** The field at {@code place}. */
    NamingFields.Field get(int place) {
        return fields.get(place);
    }
}
