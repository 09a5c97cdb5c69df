package io.gitops4j.core.plan.internal;

import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Optional;

/** The stored form of revisions: a map by the source's name. */
public final class RevisionsForm {
    private RevisionsForm() {}

    /** The form. */
    public static Node.Obj print(Revisions revisions) {
        ObjBuilder out = Node.objectBuilder();
        revisions.all().forEach((name, revision) -> out.put(name, print(revision)));
        return out.build();
    }

    private static Node.Obj print(Revision revision) {
        SourceRef source = revision.source();
        ObjBuilder asked = Node.objectBuilder()
                .put("type", source.type())
                .put("address", source.address())
                .put("ref", source.ref());
        source.credential().ifPresent(credential -> asked.put("credential", credential));
        ObjBuilder out = Node.objectBuilder()
                .put("source", asked.build())
                .put("id", revision.id())
                .put("ref", revision.ref());
        revision.commit()
                .ifPresent(commit -> out.put(
                        "commit",
                        Node.objectBuilder()
                                .put("author", commit.author())
                                .put("at", commit.at().toString())
                                .put("subject", commit.subject())
                                .build()));
        revision.replaced().ifPresent(previous -> out.put("replaced", previous));
        return out.build();
    }

    /** The revisions of the form at {@code key}, none where there is no form. */
    public static Revisions read(StoredFields fields, String key) {
        return Revisions.of(fields.mapped(key, RevisionsForm::read));
    }

    private static Revision read(StoredFields form) {
        StoredFields asked = form.map("source");
        SourceRef source = SourceRef.of(asked.text("type"), asked.text("address"), asked.text("ref"));
        source = asked.maybeText("credential").map(source::withCredential).orElse(source);
        Revision revision = Revision.of(source, form.text("id"), form.text("ref"));
        Optional<Commit> commit = form.maybeMap("commit")
                .map(made -> new Commit(made.text("author"), made.instant("at"), made.text("subject")));
        revision = commit.map(revision::withCommit).orElse(revision);
        return form.maybeText("replaced").map(revision::withReplaced).orElse(revision);
    }
}
