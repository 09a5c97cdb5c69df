package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} on applying as the only manager. */
abstract class ClusterAdapterContractApplies {
    abstract ClusterFixture fixture();

    @Test
    void creates_an_object_that_was_not_there() {
        Node.Obj object = fixture().configMap("one", "{a: x}");

        WriteResult.Written answer = ClusterFixture.written(fixture().apply(ClusterFixture.call(object, "m")));

        Live.Present live = ClusterFixture.present(answer.live());
        assertThat(answer.changed()).isTrue();
        assertThat(live.uid()).isNotEmpty();
        assertThat(live.resourceVersion()).isNotEmpty();
        assertThat(live.body().text("metadata", "creationTimestamp")).isPresent();
        assertThat(live.body().text("apiVersion")).contains("v1");
        assertThat(live.body().at("data", "a")).contains(Node.of("x"));
        assertThat(fixture().read(ClusterFixture.key(object))).isEqualTo(live);
    }

    @Test
    void writes_nothing_where_everything_is_as_wanted() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        Live.Present first = fixture().applied(object);

        WriteResult.Written again =
                ClusterFixture.written(fixture().apply(ClusterFixture.call(object, ClusterFixture.MANAGER)));

        assertThat(again.changed()).isFalse();
        assertThat(again.live()).isEqualTo(first);
    }

    @Test
    void says_whether_it_changed_what_the_caller_saw_before() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        Live.Present seen = fixture().applied(object);
        ApplyCall call = ClusterFixture.call(object, ClusterFixture.MANAGER)
                .ifUid(seen.uid())
                .seen(seen);
        ApplyCall other = ClusterFixture.call(fixture().configMap("one", "{a: q}"), ClusterFixture.MANAGER)
                .ifUid(seen.uid())
                .seen(seen);

        assertThat(ClusterFixture.written(fixture().apply(call)).changed()).isFalse();
        assertThat(ClusterFixture.written(fixture().apply(call.dryRun())).changed())
                .isFalse();
        assertThat(ClusterFixture.written(fixture().apply(other.dryRun())).changed())
                .isTrue();
        assertThat(ClusterFixture.written(fixture().apply(other)).changed()).isTrue();
    }

    @Test
    void changes_what_differs_and_keeps_the_identity() {
        Live.Present first = fixture().applied(fixture().configMap("one", "{a: x, b: q}"));

        Live.Present second = fixture().applied(fixture().configMap("one", "{a: z, b: q}"));

        assertThat(second.uid()).isEqualTo(first.uid());
        assertThat(second.resourceVersion()).isNotEqualTo(first.resourceVersion());
        assertThat(second.body().at("data", "a")).contains(Node.of("z"));
    }

    @Test
    void removes_what_the_manager_no_longer_names() {
        Node.Obj object = fixture().labelled(fixture().configMap("one", "{a: x, b: q}"), "tier", "web");
        fixture().applied(object);

        fixture().applied(fixture().configMap("one", "{a: x}"));

        Node.Obj live = fixture().body(ClusterFixture.key(object));
        assertThat(live.object("data").keys()).containsExactly("a");
        assertThat(live.at("metadata", "labels")).isEmpty();
    }

    @Test
    void counts_generations_of_the_spec_and_not_of_labels() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        long first = fixture().applied(object).generation();

        Live.Present labelled = fixture().applied(fixture().labelled(object, "tier", "web"));
        Live.Present scaled = fixture().applied((Node.Obj) object.with(Path.of("spec", "replicas"), Node.of(2)));

        assertThat(first).isEqualTo(1);
        assertThat(labelled.generation()).isEqualTo(1);
        assertThat(scaled.generation()).isEqualTo(2);
    }

    @Test
    void replaces_a_list_of_scalars_as_a_whole() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        Path args = Path.of("spec", "template", "spec", "containers").index(0).key("args");
        fixture().applied((Node.Obj) object.with(args, Node.array(Node.of("a"), Node.of("b"))));

        fixture().applied((Node.Obj) object.with(args, Node.array(Node.of("c"))));

        assertThat(fixture().body(ClusterFixture.key(object)).at(args)).contains(Node.array(Node.of("c")));
    }

    @Test
    void ignores_a_status_that_is_applied_with_the_object() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        Path replicas = Path.of("status", "replicas");

        fixture().applied((Node.Obj) object.with(replicas, Node.of(77)));

        assertThat(fixture().body(ClusterFixture.key(object)).at(replicas))
                .isNotEqualTo(java.util.Optional.of(Node.of(77)));
    }

    @Test
    void keeps_the_plain_data_of_a_secret_encoded() {
        Node.Obj secret = ClusterFixture.yaml("""
                apiVersion: v1
                kind: Secret
                metadata: {name: login, namespace: %s}
                stringData: {password: open sesame}
                """.formatted(fixture().namespace()));

        fixture().applied(secret);

        Node.Obj live = fixture().body(ClusterFixture.key(secret));
        assertThat(live.at("data", "password")).contains(Node.of("b3BlbiBzZXNhbWU="));
        assertThat(live.has("stringData")).isFalse();
    }

    @Test
    void answers_a_dry_run_without_effect() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(object);

        WriteResult.Written created = ClusterFixture.written(fixture()
                .apply(ClusterFixture.call(object, ClusterFixture.MANAGER).dryRun()));
        assertThat(created.changed()).isTrue();
        assertThat(fixture().read(key)).isEqualTo(new Live.Absent());

        Live.Present before = fixture().applied(object);
        WriteResult.Written changed = ClusterFixture.written(fixture()
                .apply(ClusterFixture.call(fixture().configMap("one", "{a: q}"), ClusterFixture.MANAGER)
                        .dryRun()));
        WriteResult.Written same = ClusterFixture.written(fixture()
                .apply(ClusterFixture.call(object, ClusterFixture.MANAGER).dryRun()));

        assertThat(changed.changed()).isTrue();
        assertThat(ClusterFixture.present(changed.live()).body().at("data", "a"))
                .contains(Node.of("q"));
        assertThat(same.changed()).isFalse();
        assertThat(fixture().read(key)).isEqualTo(before);
    }
}
