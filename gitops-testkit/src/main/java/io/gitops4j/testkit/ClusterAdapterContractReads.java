package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.ReadResult;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} on reading. */
abstract class ClusterAdapterContractReads {
    private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

    abstract ClusterFixture fixture();

    @Test
    void answers_each_key_by_itself() {
        Node.Obj there = fixture().configMap("there", "{a: x}");
        fixture().applied(there);
        ResourceKey absent = ClusterFixture.key(fixture().configMap("absent", "{}"));
        ResourceKey unserved =
                new ResourceKey("nobody.example.com", "Nonsense", fixture().namespace(), "one");

        ReadResult answer = fixture()
                .cluster()
                .get(ReadCall.of(List.of(ClusterFixture.key(there), absent, unserved)), Cancellation.none());

        Live.Present present = ClusterFixture.present(answer.of(ClusterFixture.key(there)));
        assertThat(present.body().at("data", "a")).contains(Node.of("x"));
        assertThat(present.uid()).isNotEmpty();
        assertThat(present.resourceVersion()).isNotEmpty();
        assertThat(answer.of(absent)).isEqualTo(new Live.Absent());
        assertThat(answer.of(unserved)).isEqualTo(new Live.Unserved());
        assertThat(answer.all()).hasSize(3);
    }

    @Test
    void gives_an_object_in_the_version_asked_for() {
        GroupKind kind = fixture()
                .makeKind(
                        "Namespaced",
                        "[" + ClusterFixture.version("v1", true) + ", " + ClusterFixture.version("v1beta1", false)
                                + "]");
        ResourceKey key = ClusterFixture.key(fixture().widget(kind, "v1", "{}"));
        fixture().applied(fixture().widget(kind, "v1", "{size: 1}"));

        Map<String, String> expected = Map.of("v1beta1", "v1beta1", "v1", "v1", "", "v1", "v9", "v1");

        assertThat(expected).allSatisfy((wanted, given) -> {
            ReadCall call = ReadCall.inVersions(Map.of(key, wanted));
            Live live = fixture().cluster().get(call, Cancellation.none()).of(key);
            assertThat(ClusterFixture.present(live).body().text("apiVersion")).contains(kind.apiVersion(given));
        });
    }

    @Test
    void says_of_an_object_in_a_namespace_that_is_not_there_that_it_is_absent() {
        ResourceKey key = new ResourceKey("", "ConfigMap", ClusterFixture.uniqueName("nowhere"), "one");
        assertThat(fixture().read(key)).isEqualTo(new Live.Absent());
    }

    @Test
    void lists_by_namespace_and_label() {
        Node.Obj web = fixture().labelled(fixture().configMap("web", "{}"), "app", "web");
        Node.Obj db = fixture().labelled(fixture().configMap("db", "{}"), "app", "db");
        fixture().applied(web);
        fixture().applied(db);

        ListResult labelled = fixture().list(CONFIG_MAP, fixture().here().withLabel("app", "web"));
        ListResult all = fixture().list(CONFIG_MAP, fixture().here());

        assertThat(labelled.problem()).isEmpty();
        assertThat(labelled.objects()).containsOnlyKeys(ClusterFixture.key(web));
        assertThat(all.objects()).containsKeys(ClusterFixture.key(web), ClusterFixture.key(db));
        assertThat(all.objects().keySet())
                .allMatch(key -> key.namespace().equals(fixture().namespace()));
    }

    @Test
    void lists_objects_of_all_namespaces_as_they_are_read_one_by_one() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        fixture().applied(object);

        Live.Present listed =
                fixture().list(CONFIG_MAP, Selection.all()).objects().get(ClusterFixture.key(object));

        assertThat(listed).isEqualTo(fixture().read(ClusterFixture.key(object)));
    }

    @Test
    void gives_key_and_metadata_where_the_caller_looks_at_them_alone() {
        Node.Obj object = fixture().labelled(fixture().configMap("one", "{a: x}"), "app", "web");
        Live.Present live = fixture().applied(object);

        ListResult result = fixture()
                .list(CONFIG_MAP, fixture().here().withLabel("app", "web").metadataOnly());

        assertThat(result.objects()).containsOnlyKeys(ClusterFixture.key(object));
        Live.Present listed = result.objects().values().iterator().next();
        assertThat(listed.uid()).isEqualTo(live.uid());
        assertThat(listed.resourceVersion()).isEqualTo(live.resourceVersion());
        assertThat(listed.body().text("apiVersion")).contains("v1");
        assertThat(listed.body().text("kind")).contains("ConfigMap");
        assertThat(listed.body().text("metadata", "labels", "app")).contains("web");
        assertThat(result.resourceVersion()).isNotEmpty();
    }

    @Test
    void gives_an_empty_list_a_version_to_watch_from() {
        ListResult empty =
                fixture().list(new GroupKind("", "Secret"), fixture().here().withLabel("no", "such"));
        assertThat(empty.objects()).isEmpty();
        assertThat(empty.resourceVersion()).isNotEmpty();
        assertThat(empty.problem()).isEmpty();
    }

    @Test
    void lists_nothing_of_a_kind_that_is_not_served_and_calls_it_no_failure() {
        ListResult unserved = fixture().list(new GroupKind("nobody.example.com", "Nonsense"), Selection.all());
        assertThat(unserved.objects()).isEmpty();
        assertThat(unserved.problem()).isEmpty();
        assertThat(unserved.resourceVersion()).isEmpty();
    }
}
