package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} on deleting. */
abstract class ClusterAdapterContractDeletes {
    private static final String NO_UID = "00000000-0000-4000-8000-000000000000";
    private static final Path FINALIZERS = Path.of("metadata", "finalizers");

    abstract ClusterFixture fixture();

    @Test
    void deletes_the_object_of_that_uid() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(object);
        String uid = fixture().applied(object).uid();

        WriteResult.Written answer = ClusterFixture.written(fixture().delete(DeleteCall.of(key, uid)));

        assertThat(answer.changed()).isTrue();
        assertThat(fixture().read(key)).isEqualTo(new Live.Absent());
    }

    @Test
    void leaves_an_object_of_another_uid_alone() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(object);
        Live.Present live = fixture().applied(object);

        WriteResult answer = fixture().delete(DeleteCall.of(key, NO_UID));

        assertThat(answer).isInstanceOf(WriteResult.PreconditionFailed.class);
        assertThat(fixture().read(key)).isEqualTo(live);
    }

    @Test
    void leaves_an_object_in_another_version_alone() {
        Live.Present first = fixture().applied(fixture().configMap("one", "{a: x}"));
        Node.Obj changed = fixture().configMap("one", "{a: q}");
        Live.Present second = fixture().applied(changed);
        DeleteCall call = DeleteCall.of(ClusterFixture.key(changed), second.uid());

        assertThat(fixture().delete(call.ifVersion(first.resourceVersion())))
                .isInstanceOf(WriteResult.PreconditionFailed.class);
        assertThat(fixture().delete(call.ifVersion(second.resourceVersion()))).isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void finds_nothing_to_do_where_the_object_is_gone_already() {
        ResourceKey key = ClusterFixture.key(fixture().configMap("never", "{}"));
        assertThat(fixture().delete(DeleteCall.of(key, NO_UID)))
                .isEqualTo(new WriteResult.Written(new Live.Absent(), false));
    }

    @Test
    void deletes_nothing_in_a_dry_run() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(object);
        Live.Present live = fixture().applied(object);

        assertThat(fixture().delete(DeleteCall.of(key, live.uid()).dryRun())).isInstanceOf(WriteResult.Written.class);
        assertThat(fixture().delete(DeleteCall.of(key, NO_UID).dryRun()))
                .isInstanceOf(WriteResult.PreconditionFailed.class);

        assertThat(fixture().read(key)).isEqualTo(live);
    }

    @Test
    void keeps_an_object_with_finalizers_terminating_until_they_are_gone() {
        Node.Obj plain = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(plain);
        Node.Obj held = (Node.Obj) plain.with(FINALIZERS, Node.array(Node.of("contract.example.com/hold")));
        String uid = fixture().applied(held).uid();

        WriteResult.Written answer = ClusterFixture.written(fixture().delete(DeleteCall.of(key, uid)));
        assertThat(ClusterFixture.present(answer.live()).terminating()).isTrue();
        assertThat(ClusterFixture.present(fixture().read(key)).terminating()).isTrue();

        fixture().edit("finalizer", key, FINALIZERS, Node.array());
        assertThat(fixture().read(key)).isEqualTo(new Live.Absent());
    }

    @Test
    void leaves_a_terminating_object_terminating_when_it_is_deleted_again() {
        Node.Obj plain = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(plain);
        Node.Obj held = (Node.Obj) plain.with(FINALIZERS, Node.array(Node.of("contract.example.com/hold")));
        String uid = fixture().applied(held).uid();
        fixture().delete(DeleteCall.of(key, uid));

        WriteResult.Written again = ClusterFixture.written(fixture().delete(DeleteCall.of(key, uid)));

        assertThat(ClusterFixture.present(again.live()).terminating()).isTrue();
        fixture().edit("finalizer", key, FINALIZERS, Node.array());
        assertThat(fixture().read(key)).isEqualTo(new Live.Absent());
    }

    @Test
    void deletes_what_an_object_owns_in_the_background() {
        Node.Obj owner = fixture().configMap("owner", "{a: x}");
        Live.Present live = fixture().applied(owner);
        Node.Obj owned = owned("owned", live.uid());
        fixture().applied(owned);

        fixture().delete(DeleteCall.of(ClusterFixture.key(owner), live.uid()));

        fixture().awaitGone(ClusterFixture.key(owned));
        assertThat(fixture().read(ClusterFixture.key(owned))).isEqualTo(new Live.Absent());
    }

    @Test
    void leaves_what_an_object_owns_where_it_is_to_be_orphaned() {
        Node.Obj owner = fixture().configMap("owner", "{a: x}");
        ResourceKey key = ClusterFixture.key(owner);
        Live.Present live = fixture().applied(owner);
        Node.Obj owned = owned("owned", live.uid());
        fixture().applied(owned);

        fixture().delete(DeleteCall.of(key, live.uid()).with(DeleteCall.Propagation.ORPHAN));
        fixture().awaitGone(key);

        Node.Obj left = fixture().body(ClusterFixture.key(owned));
        assertThat(left.object("metadata").array("ownerReferences").size()).isZero();
    }

    @Test
    void deletes_what_an_object_owns_before_it_where_asked() {
        Node.Obj owner = fixture().configMap("owner", "{a: x}");
        ResourceKey key = ClusterFixture.key(owner);
        Live.Present live = fixture().applied(owner);
        Node.Obj owned = owned("owned", live.uid());
        fixture().applied(owned);

        fixture().delete(DeleteCall.of(key, live.uid()).with(DeleteCall.Propagation.FOREGROUND));
        fixture().awaitGone(key);

        assertThat(fixture().read(ClusterFixture.key(owned))).isEqualTo(new Live.Absent());
    }

    private Node.Obj owned(String name, String uid) {
        Node reference = ClusterFixture.yaml("""
                {apiVersion: v1, kind: ConfigMap, name: owner, uid: %s, blockOwnerDeletion: true}
                """.formatted(uid));
        return (Node.Obj)
                fixture().configMap(name, "{a: x}").with(Path.of("metadata", "ownerReferences"), Node.array(reference));
    }
}
