package io.gitops4j.k8s;

import static io.gitops4j.k8s.StubServer.json;
import static io.gitops4j.k8s.StubServer.page;
import static io.gitops4j.k8s.StubServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.ListResult;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers of several parts: lists in pages, discovery by groups. */
class Fabric8ListsTest {
    private static final String LIST = "GET /api/v1/namespaces/shop/configmaps";
    private static final Selection SHOP = Selection.all().inNamespace("shop");
    private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

    private final StubServer server = new StubServer();
    private final Fabric8Cluster cluster =
            Fabric8Cluster.builder().config(server.config()).named("stub").open();

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    private ListResult list() {
        return cluster.list(KindRef.of(CONFIG_MAP), SHOP, Cancellation.none());
    }

    private static StubServer.Reply pageOf(String name, String token) {
        return json(200, """
                {"kind": "ConfigMapList", "apiVersion": "v1", "metadata": {"resourceVersion": "9", "continue": "%s"}, \
                "items": [{"metadata": {"name": "%s", "namespace": "shop", "resourceVersion": "4"}}]}""".formatted(token, name));
    }

    @Test
    void puts_the_pages_together() {
        server.on(LIST, pageOf("one", "t/1="), pageOf("two", ""));

        ListResult result = list();

        assertThat(result.objects())
                .containsOnlyKeys(Planes.configMapKey("shop", "one"), Planes.configMapKey("shop", "two"));
        assertThat(result.resourceVersion()).isEqualTo("9");
        assertThat(result.objects().values())
                .allSatisfy(live -> assertThat(live.body().text("apiVersion")).contains("v1"))
                .allSatisfy(live -> assertThat(live.body().text("kind")).contains("ConfigMap"));
        assertThat(server.requests(LIST)).containsExactly(LIST + "?limit=500", LIST + "?limit=500&continue=t/1=");
    }

    @Test
    void is_no_list_where_a_page_fails() {
        server.on(LIST, pageOf("one", "t"), status(500, "InternalError", "etcd is unwell"));

        ListResult result = list();

        assertThat(result.objects()).isEmpty();
        assertThat(result.problem().orElseThrow().message()).contains("etcd is unwell");
    }

    @Test
    void begins_again_once_where_a_page_has_expired() {
        server.on(LIST, pageOf("one", "t"), status(410, "Expired", "too old"), pageOf("two", ""));
        assertThat(list().objects()).containsOnlyKeys(Planes.configMapKey("shop", "two"));

        server.on(
                LIST,
                pageOf("one", "t"),
                status(410, "Expired", "too old"),
                pageOf("one", "t"),
                status(410, "Expired", "too old"));
        assertThat(list().problem().orElseThrow().message()).contains("expired, twice");
    }

    @Test
    void takes_no_other_answer_for_an_empty_list() {
        server.on(
                LIST,
                json(200, "{}"),
                json(200, "{\"kind\": \"ConfigMap\", \"items\": []}"),
                page(200, "<html>welcome</html>"),
                page(404, "404 page not found"),
                json(
                        200,
                        "{\"kind\": \"ConfigMapList\", \"metadata\": {\"resourceVersion\": \"3\"}, \"items\": null}"));

        for (int i = 0; i < 4; i++) {
            assertThat(list().problem()).isPresent();
        }
        assertThat(list().resourceVersion()).isEqualTo("3");
    }

    @Test
    void lists_nothing_within_a_namespace_without_a_name() {
        ListResult result = cluster.list(KindRef.of(CONFIG_MAP), Selection.all().inNamespace(""), Cancellation.none());
        assertThat(result.problem().orElseThrow().code()).isEqualTo(Code.INVALID_CONFIGURATION);
        assertThat(server.requests("GET /api/v1")).isEmpty();
    }

    @Test
    void asks_a_server_without_aggregated_discovery_version_by_version() {
        server.on("GET /api", json(200, "{\"kind\": \"APIVersions\", \"versions\": [\"v1\"]}"));
        server.on("GET /api/v1", json(200, """
                {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
                  {"name": "pods", "namespaced": true, "kind": "Pod", "verbs": ["get"]},
                  {"name": "pods/status", "namespaced": true, "kind": "Pod", "verbs": ["get"]}]}"""));
        server.on("GET /apis", json(200, """
                {"kind": "APIGroupList", "groups": [
                  {"name": "example.com", "versions": [{"version": "v1"}, {"version": "v2"}],
                   "preferredVersion": {"version": "v2"}},
                  {"name": "broken.example.com", "versions": [{"version": "v1"}],
                   "preferredVersion": {"version": "v1"}}]}"""));
        StubServer.Reply widgets = json(200, """
                {"kind": "APIResourceList", "resources": [
                  {"name": "widgets", "namespaced": false, "kind": "Widget", "verbs": ["get", "list"]}]}""");
        server.on("GET /apis/example.com/v1", widgets).on("GET /apis/example.com/v2", widgets);
        server.on("GET /apis/broken.example.com/v1", status(503, "ServiceUnavailable", "nobody there"));

        Discovery found = cluster.discover(Cancellation.none());

        assertThat(found.kinds()).extracting(KindInfo::plural).containsExactly("pods", "widgets");
        KindInfo widget = found.find(new GroupKind("example.com", "Widget")).orElseThrow();
        assertThat(widget.versions()).containsExactly("v2", "v1");
        assertThat(widget.scope()).isEqualTo(Scope.CLUSTER);
        assertThat(found.failures()).containsOnlyKeys("broken.example.com");
        assertThat(Planes.read(cluster, new io.gitops4j.core.resource.ResourceKey("broken.example.com", "X", "a", "b")))
                .isInstanceOf(Live.Unreadable.class);
    }
}
