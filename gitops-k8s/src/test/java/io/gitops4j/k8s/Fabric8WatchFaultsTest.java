package io.gitops4j.k8s;

import static io.gitops4j.k8s.StubServer.drop;
import static io.gitops4j.k8s.StubServer.lines;
import static io.gitops4j.k8s.StubServer.page;
import static io.gitops4j.k8s.StubServer.status;
import static io.gitops4j.k8s.StubServer.torn;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.KindRef;
import io.gitops4j.core.cluster.Registration;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.cluster.WatchCall;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.testkit.AwaitingSink;
import io.gitops4j.testkit.AwaitingSink.Kind;
import io.gitops4j.testkit.AwaitingSink.Told;
import io.gitops4j.testkit.QuietSink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong between the adapter and an API server while it watches. */
@SuppressWarnings("try") // a watch is open while a block runs
class Fabric8WatchFaultsTest {
    private static final String WATCH = "GET /api/v1/namespaces/shop/configmaps";

    private final StubServer server = new StubServer();
    private final AwaitingSink sink = new AwaitingSink(Duration.ofSeconds(20));
    private final Fabric8Cluster cluster = open(Duration.ofSeconds(20));

    private Fabric8Cluster open(Duration silence) {
        return Fabric8Cluster.builder()
                .config(server.config())
                .named("stub")
                .watchSilence(silence)
                .open();
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    private static WatchCall call() {
        return new WatchCall(
                KindRef.of(new GroupKind("", "ConfigMap")), Selection.all().inNamespace("shop"), "1");
    }

    private Registration watch() {
        return cluster.watch(call(), sink);
    }

    private static String event(String type, String name, int version) {
        return """
                {"type": "%s", "object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s", \
                "namespace": "shop", "uid": "u-%s", "resourceVersion": "%d"}}}""".formatted(type, name, name, version);
    }

    private static ResourceKey key(String name) {
        return Planes.configMapKey("shop", name);
    }

    @Test
    void goes_on_from_the_last_version_when_the_server_ends_the_stream() {
        server.on(
                WATCH,
                lines(event("ADDED", "one", 5), event("BOOKMARK", "", 9)),
                server.open(event("DELETED", "one", 12)));
        try (Registration watch = watch()) {
            sink.await(Kind.GONE, key("one"));
        }

        assertThat(sink.told()).extracting(Told::kind).containsExactly(Kind.CHANGED, Kind.BOOKMARK, Kind.GONE);
        assertThat(server.requests(WATCH))
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request).contains("watch=true", "allowWatchBookmarks=true", "timeoutSeconds=2"));
        assertThat(server.requests(WATCH).get(1)).contains("resourceVersion=9");
    }

    @Test
    void goes_on_from_the_last_version_when_the_stream_is_torn() {
        String half = event("MODIFIED", "two", 8).substring(0, 40);
        server.on(WATCH, torn(event("ADDED", "one", 5), half), server.open(event("MODIFIED", "two", 8)));
        try (Registration watch = watch()) {
            sink.await(Kind.CHANGED, key("two"));
        }

        assertThat(sink.ofObjects()).hasSize(2);
        assertThat(server.requests(WATCH).get(1)).contains("resourceVersion=5");
    }

    @Test
    void opens_a_silent_stream_anew() {
        server.on(WATCH, server.open(event("ADDED", "one", 5)), server.open(event("ADDED", "two", 6)));
        try (Fabric8Cluster alert = open(Duration.ofMillis(400));
                Registration watch = alert.watch(call(), sink)) {
            sink.await(Kind.CHANGED, key("two"));
        }
        assertThat(server.requests(WATCH).get(1)).contains("resourceVersion=5");
    }

    @Test
    void opens_a_stream_anew_whose_answer_does_not_even_begin() {
        server.on(WATCH, server.hang(), server.open(event("ADDED", "two", 6)));
        try (Fabric8Cluster alert = open(Duration.ofMillis(400));
                Registration watch = alert.watch(call(), sink)) {
            sink.await(Kind.CHANGED, key("two"));
        }
    }

    @Test
    void expires_when_the_version_is_no_longer_known() {
        server.on(WATCH, lines("""
                {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "reason": "Expired", \
                "message": "too old resource version: 1 (77)", "code": 410}}"""));
        try (Registration watch = watch()) {
            sink.await(Kind.EXPIRED);
        }
        assertThat(sink.told()).hasSize(1);
    }

    @Test
    void expires_when_the_answer_itself_is_gone() {
        server.on(WATCH, status(410, "Expired", "too old resource version"));
        try (Registration watch = watch()) {
            sink.await(Kind.EXPIRED);
        }
    }

    @Test
    void fails_on_any_other_error_of_the_stream() {
        server.on(WATCH, lines(event("ADDED", "one", 5), """
                {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "reason": "InternalError", \
                "message": "etcd is unwell", "code": 500}}"""));
        try (Registration watch = watch()) {
            Problem problem = sink.await(Kind.FAILED).problem().orElseThrow();
            assertThat(problem.text()).isEqualTo("ConfigMap: cluster stub: the watch was ended: etcd is unwell");
            assertThat(problem.retryable()).isTrue();
        }
        assertThat(server.requests(WATCH)).hasSize(1);
    }

    @Test
    void fails_where_it_is_forbidden() {
        server.on(WATCH, status(403, "Forbidden", "not for you"));
        try (Registration watch = watch()) {
            assertThat(sink.await(Kind.FAILED).problem().orElseThrow().code()).isEqualTo(Code.FORBIDDEN);
        }
    }

    @Test
    void fails_on_a_line_that_is_no_event() {
        server.on(WATCH, lines("<html>welcome</html>"));
        try (Registration watch = watch()) {
            assertThat(sink.await(Kind.FAILED).problem().orElseThrow().message())
                    .contains("no JSON object");
        }
    }

    @Test
    void fails_after_several_losses_in_a_row() {
        server.on(WATCH, drop(), page(503, "not now"), drop());
        try (Registration watch = watch()) {
            assertThat(sink.await(Kind.FAILED).problem().orElseThrow().code()).isEqualTo(Code.CLUSTER_UNAVAILABLE);
        }
        assertThat(server.requests(WATCH)).hasSizeGreaterThan(5);
        assertThat(sink.told()).hasSize(1);
    }

    @Test
    void tells_nothing_after_close_has_returned_and_lets_go_of_the_stream() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        server.on(WATCH, exchange -> {
            try {
                StubServer.flood(event("ADDED", "one", 5)).give(exchange);
            } finally {
                left.countDown();
            }
        });
        Registration watch = watch();
        sink.await(Kind.CHANGED, key("one"));
        watch.close();
        watch.close();
        int told = sink.told().size();

        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sink.told()).hasSize(told);
        assertThat(server.requests(WATCH)).hasSize(1);
    }

    @Test
    void can_be_closed_from_within_its_sink() {
        AtomicReference<Registration> watch = new AtomicReference<>();
        CountDownLatch registered = new CountDownLatch(1);
        server.on(WATCH, server.open(event("ADDED", "one", 5), event("ADDED", "two", 6)));
        watch.set(cluster.watch(call(), new QuietSink() {
            @Override
            public void changed(ResourceKey key, Live.Present live) {
                awaitQuietly(registered);
                watch.get().close();
                sink.changed(key, live);
            }

            @Override
            public void failed(Problem problem) {
                sink.failed(problem);
            }
        }));
        registered.countDown();

        sink.await(Kind.CHANGED, key("one"));
        watch.get().close();
        assertThat(sink.told()).hasSize(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
