package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.AwaitingSink.Kind;
import io.gitops4j.testkit.AwaitingSink.Told;
import io.gitops4j.testkit.ClusterFixture.Watching;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} on watching. */
abstract class ClusterAdapterContractWatches {
    private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

    abstract ClusterFixture fixture();

    @Test
    void tells_what_happens_to_an_object_in_order() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(object);
        try (Watching watching = fixture().watch(CONFIG_MAP, fixture().here().withLabel("app", "one"))) {
            Live.Present created = fixture().applied(fixture().labelled(object, "app", "one"));
            Live.Present changed =
                    fixture().applied(fixture().labelled(fixture().configMap("one", "{a: q}"), "app", "one"));
            fixture().delete(DeleteCall.of(key, created.uid()));

            Told gone = watching.sink().await(Kind.GONE, key);

            List<Told> told = watching.sink().ofObjects();
            assertThat(told).extracting(Told::kind).containsExactly(Kind.CHANGED, Kind.CHANGED, Kind.GONE);
            assertThat(told.get(0).live()).contains(created);
            assertThat(told.get(1).live()).contains(changed);
            assertThat(gone.live().orElseThrow().uid()).isEqualTo(created.uid());
        }
    }

    @Test
    void begins_with_what_happened_since_the_list() {
        ListResult from = fixture().list(CONFIG_MAP, fixture().here());
        Node.Obj object = fixture().configMap("one", "{a: x}");
        Live.Present created = fixture().applied(object);
        AwaitingSink sink = fixture().sink();

        WatchCall call = new WatchCall(KindRef.of(CONFIG_MAP), fixture().here(), from.resourceVersion());
        try (Watching watching = new Watching(sink, fixture().cluster().watch(call, sink))) {
            Told told = watching.sink().await(Kind.CHANGED, ClusterFixture.key(object));
            assertThat(told.live()).contains(created);
        }
    }

    @Test
    void tells_nothing_of_other_namespaces_and_labels() {
        String elsewhere = fixture().makeNamespace();
        Node.Obj last = fixture().labelled(fixture().configMap("last", "{}"), "app", "web");
        try (Watching watching = fixture().watch(CONFIG_MAP, fixture().here().withLabel("app", "web"))) {
            fixture().applied(ClusterFixture.yaml("""
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: one, namespace: %s, labels: {app: web}}
                    """.formatted(elsewhere)));
            fixture().applied(fixture().labelled(fixture().configMap("other", "{}"), "app", "db"));
            fixture().applied(last);

            watching.sink().await(Kind.CHANGED, ClusterFixture.key(last));

            assertThat(watching.sink().ofObjects()).hasSize(1);
        }
    }

    @Test
    void tells_key_and_metadata_where_the_caller_looks_at_them_alone() {
        Node.Obj object = fixture().labelled(fixture().configMap("one", "{a: x}"), "app", "web");
        try (Watching watching = fixture()
                .watch(CONFIG_MAP, fixture().here().withLabel("app", "web").metadataOnly())) {
            Live.Present live = fixture().applied(object);

            Told told = watching.sink().await(Kind.CHANGED, ClusterFixture.key(object));

            assertThat(told.live().orElseThrow().resourceVersion()).isEqualTo(live.resourceVersion());
            assertThat(told.live().orElseThrow().body().text("kind")).contains("ConfigMap");
        }
    }

    @Test
    void tells_that_an_object_is_gone_when_it_leaves_the_selection() {
        Node.Obj object = fixture().configMap("one", "{a: x}");
        ResourceKey key = ClusterFixture.key(object);
        try (Watching watching = fixture().watch(CONFIG_MAP, fixture().here().withLabel("app", "web"))) {
            fixture().applied(fixture().labelled(object, "app", "web"));
            fixture().applied(fixture().labelled(object, "app", "db"));

            watching.sink().await(Kind.GONE, key);

            assertThat(watching.sink().ofObjects()).extracting(Told::kind).containsExactly(Kind.CHANGED, Kind.GONE);
            assertThat(fixture().read(key)).isInstanceOf(Live.Present.class);
        }
    }

    @Test
    void tells_nothing_after_it_was_closed() {
        Node.Obj seen = fixture().configMap("seen", "{}");
        Node.Obj unseen = fixture().configMap("unseen", "{}");
        Watching closed = fixture().watch(CONFIG_MAP, fixture().here());
        fixture().applied(seen);
        closed.sink().await(Kind.CHANGED, ClusterFixture.key(seen));

        closed.close();
        closed.close();
        try (Watching open = fixture().watch(CONFIG_MAP, fixture().here())) {
            fixture().applied(unseen);
            open.sink().await(Kind.CHANGED, ClusterFixture.key(unseen));
        }

        assertThat(closed.sink().ofObjects())
                .noneMatch(told -> told.key().orElseThrow().name().equals("unseen"));
    }

    @Test
    void fails_for_a_kind_that_is_not_served() {
        AwaitingSink sink = fixture().sink();
        WatchCall call = new WatchCall(
                KindRef.of(new GroupKind("nobody.example.com", "Nonsense")),
                fixture().here(),
                "");
        try (Watching watching = new Watching(sink, fixture().cluster().watch(call, sink))) {
            Told failed = watching.sink().await(Kind.FAILED);
            assertThat(failed.problem().orElseThrow().code()).isEqualTo(Code.UNKNOWN_KIND);
        }
    }

    @Test
    void watches_in_the_version_asked_for() {
        GroupKind kind = fixture()
                .makeKind(
                        "Namespaced",
                        "[" + ClusterFixture.version("v1", true) + ", " + ClusterFixture.version("v1beta1", false)
                                + "]");
        ListResult from = fixture().list(kind, fixture().here());
        AwaitingSink sink = fixture().sink();
        WatchCall call = new WatchCall(new KindRef(kind, "v1beta1"), fixture().here(), from.resourceVersion());
        try (Watching watching = new Watching(sink, fixture().cluster().watch(call, sink))) {
            Node.Obj widget = fixture().widget(kind, "v1", "{size: 1}");
            fixture().applied(widget);

            Told told = watching.sink().await(Kind.CHANGED, ClusterFixture.key(widget));

            assertThat(told.live().orElseThrow().body().text("apiVersion")).contains(kind.apiVersion("v1beta1"));
        }
    }
}
