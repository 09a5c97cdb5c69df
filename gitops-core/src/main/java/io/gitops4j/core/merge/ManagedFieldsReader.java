package io.gitops4j.core.merge;

import io.gitops4j.core.text.JsonCursor;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code metadata.managedFields} while its object is read: the fields of each entry become a trie as their text goes by,
 * and no tree of them is ever there. What is equal in many objects is shared. For one thread; whoever reads many objects that
 * live together keeps one.
 */
public final class ManagedFieldsReader {
    private final FieldSetReader fields;

    /** A reader that makes its sets of what {@code shared} has already. */
    public ManagedFieldsReader(FieldSets shared) {
        this.fields = new FieldSetReader(FieldsV1.tolerant(shared));
    }

    /**
     * What the value of {@code metadata.managedFields} says, before which {@code in} stands, in an object of {@code apiVersion}:
     * as {@link ManagedFields#readable(Node.Obj)}, with entries that cannot be read left out.
     */
    public ManagedFields read(JsonCursor in, String apiVersion) {
        if (!in.enterArray()) {
            return ManagedFields.empty();
        }
        List<ManagedFields.Entry> entries = new ArrayList<>();
        while (in.nextItem()) {
            if (in.enterObject()) {
                entry(in, apiVersion, entries);
            }
        }
        return ManagedFields.of(entries);
    }

    private void entry(JsonCursor in, String apiVersion, List<ManagedFields.Entry> entries) {
        ObjBuilder described = Node.objectBuilder();
        FieldSet owned = FieldSet.EMPTY;
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (key.equals(ManagedFields.FIELDS)) {
                owned = fields.read(in);
            } else {
                described.put(key, in.tree());
            }
        }
        ManagedFields.readable(described.build(), apiVersion, owned).ifPresent(entries::add);
    }
}
