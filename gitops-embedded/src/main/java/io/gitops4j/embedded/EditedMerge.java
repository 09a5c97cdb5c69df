package io.gitops4j.embedded;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;

/**
 * An update of a whole object: the writer takes every field whose value it changed, and nobody keeps one that is gone.
 */
final class EditedMerge {
    private EditedMerge() {}

    /** {@code after}, whose managed fields are those of {@code before} and of this update. */
    static Node.Obj of(Node.Obj before, Node.Obj after, Ownership.Writer writer, String apiVersion, String time) {
        Ownership owned = Ownership.of(before);
        List<Path> changed = FieldSet.declaredBy(Metadata.ownable(after)).paths().stream()
                .filter(path -> !after.at(path).equals(before.at(path)))
                .toList();
        FieldSet own = owned.of(writer).union(FieldSet.of(changed));
        boolean news = !changed.isEmpty();
        Ownership.Entry entry =
                owned.find(writer).filter(known -> !news).orElse(new Ownership.Entry(writer, apiVersion, time, own));
        Ownership result = owned.with(
                entry.withoutGone(before, after),
                other -> other.with(AppliedMerge.surrendered(other.fields(), changed, before))
                        .withoutGone(before, after));
        return result.entries().isEmpty()
                ? Metadata.without(after, "managedFields")
                : Metadata.with(after, "managedFields", result.node());
    }
}
