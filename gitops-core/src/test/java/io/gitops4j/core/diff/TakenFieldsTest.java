package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A field that we owned, and that is as declared, but is ours no more: an update without it, which the server undid. */
class TakenFieldsTest {
    private static final String US = "gitops4j:shop";
    private static final Differ DIFFER = Differ.of(Digester.keyed(new byte[32]), US);
    private static final Node.Obj DECLARED = Parser.strict().parseOne("test", """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: a, namespace: shop}
                    spec: {clusterIP: None, selector: {app: a}}
                    """.getBytes(StandardCharsets.UTF_8));

    @Test
    void that_it_is_ours_no_more_is_told_as_what_somebody_did() {
        Node.Obj metadata = DECLARED.object("metadata").with("uid", Node.of("u1"));
        Node.Obj applied = ServerSideApply.of(FieldType.deduced())
                .apply(Node.object(), DECLARED.with("metadata", metadata), US, false, "")
                .object();
        FieldSet owned = ManagedFields.of(applied).ownedBy(FieldManager.apply(US));
        Witness witness = DIFFER.witness(DECLARED, PathSet.empty(), new Live.Present(applied), owned);
        FieldSet left = owned.minus(FieldSet.of(FieldPath.of("spec", "clusterIP")));
        Node.Obj live =
                ManagedFields.empty().with(FieldManager.apply(US), "v1", left).on(applied);

        Diff diff = DIFFER.compare(DiffRequest.of(DECLARED, PathSet.empty(), new Live.Present(live))
                .as(ObjectSchema.deduced())
                .after(owned, Optional.of(witness)));

        assertThat(diff.verdict()).isEqualTo(Verdict.OWNERSHIP_ONLY);
        assertThat(diff.changes()).singleElement().satisfies(change -> {
            assertThat(change).hasToString("ADOPT spec.clusterIP");
            assertThat(change.cause()).isEqualTo(Change.Cause.LIVE_DRIFT);
        });
    }
}
