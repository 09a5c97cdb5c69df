package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} on several managers of one object. */
abstract class ClusterAdapterContractSharing {
    abstract ClusterFixture fixture();

    @Test
    void lets_each_manager_have_fields_of_its_own() {
        Node.Obj ours = fixture().configMap("one", "{a: x}");
        fixture().applied(ours, ClusterFixture.MANAGER);
        fixture().applied(fixture().configMap("one", "{b: q}"), ClusterFixture.OTHER);

        fixture().applied(fixture().configMap("one", "{c: z}"), ClusterFixture.MANAGER);

        assertThat(fixture().body(ClusterFixture.key(ours)).object("data").keys())
                .containsExactly("b", "c");
    }

    @Test
    void names_field_and_manager_of_a_conflict_and_writes_nothing() {
        Node.Obj theirs = fixture().configMap("one", "{a: x, b: q}");
        Live.Present before = fixture().applied(theirs, ClusterFixture.OTHER);

        WriteResult answer = fixture()
                .apply(ClusterFixture.call(fixture().configMap("one", "{a: z, c: w}"), ClusterFixture.MANAGER));

        assertThat(answer).isInstanceOf(WriteResult.Conflict.class);
        assertThat(((WriteResult.Conflict) answer).owners())
                .containsExactly(new FieldOwner(".data.a", ClusterFixture.OTHER));
        assertThat(fixture().read(ClusterFixture.key(theirs))).isEqualTo(before);
    }

    @Test
    void answers_a_dry_run_with_the_conflict_too() {
        fixture().applied(fixture().configMap("one", "{a: x}"), ClusterFixture.OTHER);

        WriteResult answer = fixture()
                .apply(ClusterFixture.call(fixture().configMap("one", "{a: z}"), ClusterFixture.MANAGER)
                        .dryRun());

        assertThat(answer).isInstanceOf(WriteResult.Conflict.class);
    }

    @Test
    void takes_a_field_by_force_and_leaves_the_others() {
        Node.Obj theirs = fixture().configMap("one", "{a: x, b: q}");
        fixture().applied(theirs, ClusterFixture.OTHER);

        WriteResult answer = fixture()
                .apply(ClusterFixture.call(fixture().configMap("one", "{a: z}"), ClusterFixture.MANAGER)
                        .forced());

        assertThat(ClusterFixture.written(answer).changed()).isTrue();
        assertThat(fixture().body(ClusterFixture.key(theirs)).object("data"))
                .isEqualTo(ClusterFixture.yaml("{a: z, b: q}"));
        assertThat(fixture().apply(ClusterFixture.call(theirs, ClusterFixture.OTHER)))
                .isEqualTo(
                        new WriteResult.Conflict(java.util.List.of(new FieldOwner(".data.a", ClusterFixture.MANAGER))));
    }

    @Test
    void lets_managers_own_an_equal_value_together_until_the_last_releases_it() {
        Node.Obj object = fixture().configMap("one", "{a: x, b: q}");
        ResourceKey key = ClusterFixture.key(object);
        fixture().applied(object, ClusterFixture.MANAGER);
        fixture().applied(fixture().configMap("one", "{a: x}"), ClusterFixture.OTHER);

        fixture().applied(fixture().configMap("one", "{b: q}"), ClusterFixture.MANAGER);
        assertThat(fixture().body(key).object("data")).isEqualTo(ClusterFixture.yaml("{a: x, b: q}"));

        fixture().applied(fixture().configMap("one", "{}"), ClusterFixture.OTHER);
        assertThat(fixture().body(key).object("data")).isEqualTo(ClusterFixture.yaml("{b: q}"));
    }

    @Test
    void counts_gaining_a_field_that_is_as_wanted_as_a_change() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        Live.Present before = fixture().applied(object, ClusterFixture.OTHER);

        WriteResult.Written adopted =
                ClusterFixture.written(fixture().apply(ClusterFixture.call(object, ClusterFixture.MANAGER)));

        assertThat(adopted.changed()).isTrue();
        assertThat(ClusterFixture.present(adopted.live()).resourceVersion()).isNotEqualTo(before.resourceVersion());
    }

    @Test
    void conflicts_with_an_edit_by_another_client_and_reverts_it_by_force() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(object);
        fixture().applied(object);
        fixture().edit("kubectl-edit", key, Path.of("data", "a"), Node.of("edited"));

        WriteResult answer = fixture().apply(ClusterFixture.call(object, ClusterFixture.MANAGER));
        assertThat(answer)
                .isEqualTo(new WriteResult.Conflict(java.util.List.of(new FieldOwner(".data.a", "kubectl-edit"))));

        fixture().apply(ClusterFixture.call(object, ClusterFixture.MANAGER).forced());
        assertThat(fixture().body(key).at("data", "a")).contains(Node.of("x"));
        assertThat(ClusterFixture.written(fixture().apply(ClusterFixture.call(object, ClusterFixture.MANAGER)))
                        .changed())
                .isFalse();
    }

    @Test
    void keeps_what_another_client_added() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(object);
        fixture().applied(object);
        fixture().edit("kubectl-edit", key, Path.of("data", "extra"), Node.of("kept"));

        fixture().applied(fixture().configMap("one", "{a: q}"));

        assertThat(fixture().body(key).object("data")).isEqualTo(ClusterFixture.yaml("{a: q, extra: kept}"));
    }
}
