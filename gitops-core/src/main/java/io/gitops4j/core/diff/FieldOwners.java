package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who owns which fields of a live object, by its {@code metadata.managedFields}; read when first asked. For one thread. */
final class FieldOwners {
    private final Node.Obj live;
    private final String us;
    private @Nullable List<Owned> owned;

    FieldOwners(Node.Obj live, String us) {
        this.live = live;
        this.us = us;
    }

    /** Whether the object says at all who owns what. */
    boolean known() {
        return !read().isEmpty();
    }

    /** Whether we own the field at {@code path}. */
    boolean ours(Path path) {
        return read().stream().anyMatch(one -> one.manager.equals(us) && one.fields.has(path));
    }

    /** The other managers that own the field at {@code path}, or something below it. */
    List<String> others(Path path) {
        List<String> names = new ArrayList<>();
        for (Owned one : read()) {
            if (!one.manager.equals(us)
                    && (one.fields.has(path) || one.fields.hasBelow(path))
                    && !names.contains(one.manager)) {
                names.add(one.manager);
            }
        }
        return names;
    }

    private List<Owned> read() {
        List<Owned> known = owned;
        if (known == null) {
            known = new ArrayList<>();
            for (Node entry : live.object("metadata").array("managedFields").items()) {
                if (entry instanceof Node.Obj obj && obj.text("manager").isPresent()) {
                    known.add(new Owned(
                            obj.text("manager").orElseThrow(), FieldSet.fromFieldsV1(obj.object("fieldsV1"))));
                }
            }
            owned = known;
        }
        return known;
    }

    private record Owned(String manager, FieldSet fields) {}
}
