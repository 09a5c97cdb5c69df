package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFields.Entry;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link ClusterAdapterContract} on objects that change hands from another tool to the manager that applies
 * ({@link ApplyCall#inheriting}).
 */
abstract class ClusterAdapterContractHandovers {
    private static final FieldManager BEFORE = FieldManager.update("kubectl-client-side-apply");
    private static final Path DATA = Path.of("data");

    abstract ClusterFixture fixture();

    @BeforeEach
    void needs_exact_field_ownership() {
        fixture().assumeFieldOwnership();
    }

    /** A config map that somebody labelled, whose data came by updates of another tool. */
    private ResourceKey applyBefore(String data) {
        Node.Obj base = fixture().labelled(fixture().configMap("one", "{}"), "tier", "web");
        ResourceKey key = ClusterFixture.key(base);
        fixture().applied((Node.Obj) base.without(DATA), ClusterFixture.OTHER);
        fixture().edit(BEFORE.name(), key, DATA, ClusterFixture.yaml(data));
        return key;
    }

    private ApplyCall inheriting(String data) {
        return ClusterFixture.call(fixture().configMap("one", data), ClusterFixture.MANAGER)
                .inheriting(Set.of(BEFORE));
    }

    private List<FieldManager> managers(ResourceKey key) {
        return ManagedFields.of(fixture().body(key)).entries().stream()
                .map(Entry::manager)
                .toList();
    }

    @Test
    void removes_what_the_other_tool_declared_and_we_do_not() {
        ResourceKey key = applyBefore("{kept: x, gone: x}");

        WriteResult.Written written = ClusterFixture.written(fixture().apply(inheriting("{kept: z}")));

        assertThat(written.changed()).isTrue();
        assertThat(fixture().body(key).at(DATA)).contains(ClusterFixture.yaml("{kept: z}"));
        assertThat(ClusterFixture.present(written.live())).isEqualTo(fixture().read(key));
        assertThat(managers(key))
                .containsExactlyInAnyOrder(
                        FieldManager.apply(ClusterFixture.MANAGER), FieldManager.apply(ClusterFixture.OTHER));
    }

    @Test
    void keeps_what_somebody_else_updated() {
        ResourceKey key = applyBefore("{kept: x, gone: x}");
        fixture().edit("kubectl-edit", key, DATA.key("theirs"), Node.of("x"));

        ClusterFixture.written(fixture().apply(inheriting("{kept: x}")));

        assertThat(fixture().body(key).at(DATA)).contains(ClusterFixture.yaml("{kept: x, theirs: x}"));
        assertThat(managers(key)).contains(FieldManager.update("kubectl-edit")).doesNotContain(BEFORE);
    }

    @Test
    void inherits_from_several_appliers_too() {
        ResourceKey key = applyBefore("{kept: x}");

        ClusterFixture.written(fixture()
                .apply(inheriting("{kept: x}").inheriting(Set.of(BEFORE, FieldManager.apply(ClusterFixture.OTHER)))));

        assertThat(fixture().body(key).at("metadata", "labels")).isEmpty();
        assertThat(managers(key)).containsExactly(FieldManager.apply(ClusterFixture.MANAGER));
    }

    @Test
    void leaves_the_handover_out_of_a_dry_run() {
        ResourceKey key = applyBefore("{kept: x, gone: x}");
        Live live = fixture().read(key);

        WriteResult conflicting = fixture().apply(inheriting("{kept: z}").dryRun());
        WriteResult.Written forced = ClusterFixture.written(
                fixture().apply(inheriting("{kept: z}").dryRun().forced()));

        assertThat(conflicting)
                .isEqualTo(new WriteResult.Conflict(List.of(new FieldOwner(".data.kept", BEFORE.name()))));
        assertThat(ClusterFixture.present(forced.live()).body().at(DATA))
                .contains(ClusterFixture.yaml("{kept: z, gone: x}"));
        assertThat(fixture().read(key)).isEqualTo(live);
    }

    @Test
    void hands_nothing_over_where_the_object_is_not_the_one_asked_for() {
        ResourceKey key = applyBefore("{kept: x, gone: x}");
        Live.Present live = ClusterFixture.present(fixture().read(key));
        ApplyCall call = inheriting("{kept: z}");

        for (ApplyCall other : List.of(
                call.ifUid("00000000-0000-4000-8000-000000000000"),
                call.ifUid(live.uid()).ifVersion("2"),
                call.ifVersion("2"),
                call.ifAbsent())) {
            assertThat(fixture().apply(other)).isInstanceOf(WriteResult.PreconditionFailed.class);
            assertThat(fixture().read(key)).isEqualTo(live);
        }
        assertThat(fixture().apply(call.ifUid(live.uid()).ifVersion(live.resourceVersion())))
                .isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void is_an_apply_like_any_other_where_there_is_nothing_to_inherit() {
        ApplyCall call = inheriting("{a: x}");
        ResourceKey key = call.key();

        WriteResult.Written created = ClusterFixture.written(fixture().apply(call));
        WriteResult.Written again = ClusterFixture.written(fixture().apply(call));

        assertThat(created.changed()).isTrue();
        assertThat(again.changed()).isFalse();
        assertThat(again.live()).isEqualTo(created.live());
        assertThat(managers(key)).containsExactly(FieldManager.apply(ClusterFixture.MANAGER));
    }

    @Test
    void creates_only_the_object_that_was_asked_for_where_there_is_nothing_to_inherit() {
        ApplyCall call = inheriting("{a: x}").ifUid("00000000-0000-4000-8000-000000000000");

        assertThat(fixture().apply(call)).isInstanceOf(WriteResult.PreconditionFailed.class);
        assertThat(fixture().read(call.key())).isEqualTo(new Live.Absent());
    }

    @Test
    void says_who_else_owns_what_it_wants() {
        ResourceKey key = applyBefore("{kept: x}");
        fixture().edit("kubectl-edit", key, DATA.key("theirs"), Node.of("x"));

        WriteResult answer = fixture().apply(inheriting("{kept: x, theirs: z}"));

        assertThat(answer).isEqualTo(new WriteResult.Conflict(List.of(new FieldOwner(".data.theirs", "kubectl-edit"))));
        assertThat(fixture().body(key).at(DATA)).contains(ClusterFixture.yaml("{kept: x, theirs: x}"));
    }
}
