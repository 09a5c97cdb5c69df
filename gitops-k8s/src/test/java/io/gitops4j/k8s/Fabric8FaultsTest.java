package io.gitops4j.k8s;

import static io.gitops4j.k8s.StubServer.drop;
import static io.gitops4j.k8s.StubServer.json;
import static io.gitops4j.k8s.StubServer.page;
import static io.gitops4j.k8s.StubServer.status;
import static io.gitops4j.k8s.StubServer.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong between the adapter and an API server, one request at a time. */
class Fabric8FaultsTest {
    private static final String PATH = "/api/v1/namespaces/shop/configmaps/one";
    private static final String PATCH = "PATCH " + PATH;
    private static final String GET = "GET " + PATH;
    private static final ResourceKey KEY = Planes.configMapKey("shop", "one");
    private static final String BODY = """
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one", "namespace": "shop", "uid": "u", \
            "resourceVersion": "7"}, "data": {"a": "x"}}""";
    private static final String NOT_FOUND = """
            {"kind": "Status", "apiVersion": "v1", "reason": "NotFound", "message": "configmaps \\"one\\" not found", \
            "details": {"name": "one", "kind": "configmaps"}, "code": 404}""";

    private final StubServer server = new StubServer();
    private final Fabric8Cluster cluster = open(Duration.ofSeconds(20));

    private Fabric8Cluster open(Duration timeout) {
        return Fabric8Cluster.builder()
                .config(server.config())
                .named("stub")
                .requestTimeout(timeout)
                .open();
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    private static ApplyCall call() {
        return ApplyCall.of(KEY, Planes.configMap("shop", "one", "{a: x}"), "m")
                .ifUid("u")
                .ifVersion("6");
    }

    private WriteResult apply() {
        return cluster.apply(call(), Cancellation.none());
    }

    private Problem unreadable() {
        Live live = Planes.read(cluster, KEY);
        assertThat(live).isInstanceOf(Live.Unreadable.class);
        return ((Live.Unreadable) live).problem();
    }

    @Test
    void says_how_long_a_throttled_write_should_wait_and_sends_it_once() {
        server.on(PATCH, with("Retry-After", "7", status(429, "TooManyRequests", "too many requests")));

        assertThat(apply()).isEqualTo(new WriteResult.Throttled(Duration.ofSeconds(7)));
        assertThat(server.requests("PATCH")).hasSize(1);
    }

    @Test
    void asks_again_where_a_read_is_throttled() {
        StubServer.Reply busy = with("Retry-After", "0", status(429, "TooManyRequests", "busy"));
        server.on(GET, busy, busy, json(200, BODY));

        assertThat(Planes.read(cluster, KEY)).isInstanceOf(Live.Present.class);
    }

    @Test
    void calls_what_is_throttled_again_and_again_unreadable() {
        server.on(GET, with("Retry-After", "0", status(429, "TooManyRequests", "busy")));

        Problem problem = unreadable();

        assertThat(problem.code()).isEqualTo(Code.CLUSTER_UNAVAILABLE);
        assertThat(problem.retryable()).isTrue();
        assertThat(server.requests(GET)).hasSize(3);
    }

    @Test
    void calls_nothing_absent_that_could_not_be_read() {
        server.on(
                GET,
                status(500, "InternalError", "conversion webhook for example.com/v1, Kind=Widget failed"),
                status(503, "ServiceUnavailable", "etcd is not there"),
                status(403, "Forbidden", "not for you"),
                page(404, "<html>nothing here</html>"),
                status(404, "NotFound", "the server could not find the requested resource"),
                page(200, "<html>welcome</html>"),
                json(200, BODY.replace("\"one\"", "\"two\"")),
                page(302, "elsewhere"),
                drop());

        assertThat(unreadable().message())
                .isEqualTo("cluster stub: GET " + PATH + " was answered with 500: conversion webhook for"
                        + " example.com/v1, Kind=Widget failed");
        assertThat(unreadable().message()).contains("503");
        assertThat(unreadable().code()).isEqualTo(Code.FORBIDDEN);
        assertThat(unreadable().message()).contains("404");
        assertThat(unreadable().message()).contains("404");
        assertThat(unreadable().message()).contains("no JSON object");
        assertThat(unreadable().message()).contains("another object");
        assertThat(unreadable().message()).contains("redirected (302)");
        assertThat(unreadable().code()).isEqualTo(Code.CLUSTER_UNAVAILABLE);
    }

    @Test
    void calls_absent_what_the_cluster_says_is_not_there() {
        server.on(GET, json(404, NOT_FOUND));
        assertThat(Planes.read(cluster, KEY)).isEqualTo(new Live.Absent());
    }

    @Test
    void does_not_know_what_became_of_a_write_that_failed_on_the_way() {
        server.on(
                PATCH,
                status(500, "InternalError", "etcd: timed out"),
                status(504, "Timeout", ""),
                page(502, ""),
                drop());

        for (int i = 1; i <= 4; i++) {
            WriteResult answer = apply();
            assertThat(answer).isInstanceOf(WriteResult.Uncertain.class);
            assertThat(((WriteResult.Uncertain) answer).problem().code()).isEqualTo(Code.UNCERTAIN);
            assertThat(server.requests("PATCH")).hasSize(i);
        }
    }

    @Test
    void knows_that_nothing_was_written_where_a_webhook_is_down() {
        server.on(
                PATCH,
                status(
                        500,
                        "InternalError",
                        "Internal error occurred: failed calling webhook \"check.example.com\": connection refused"));
        assertThat(apply()).isInstanceOf(WriteResult.Unavailable.class);
    }

    @Test
    void knows_that_nothing_was_written_where_nobody_listens() {
        server.on(GET, json(200, BODY)).forgetConnections();
        Planes.read(cluster, KEY);
        server.close();

        assertThat(apply()).isInstanceOf(WriteResult.Unavailable.class);
        assertThat(cluster.delete(DeleteCall.of(KEY, "u"), Cancellation.none()))
                .isInstanceOf(WriteResult.Unavailable.class);
        assertThat(unreadable().message()).contains("could not be reached");
        assertThatThrownBy(() -> cluster.discover(Cancellation.none()))
                .isInstanceOfSatisfying(GitOpsException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.CLUSTER_UNAVAILABLE);
                    assertThat(e.retryable()).isTrue();
                });
    }

    @Test
    void gives_up_on_an_answer_that_does_not_come() {
        server.on(PATCH, server.hang()).on(GET, server.hang());
        try (Fabric8Cluster hasty = open(Duration.ofMillis(200))) {
            assertThat(hasty.apply(call(), Cancellation.none()))
                    .isInstanceOfSatisfying(
                            WriteResult.Uncertain.class,
                            answer -> assertThat(answer.problem().text())
                                    .isEqualTo("ConfigMap shop/one: cluster stub: PATCH " + PATH
                                            + " was not answered within 200 ms; the API server is overloaded, or a"
                                            + " network between drops packets"));
            assertThat(Planes.read(hasty, KEY)).isInstanceOf(Live.Unreadable.class);
            assertThat(server.requests("PATCH")).hasSize(1);
        }
    }

    @Test
    void ends_a_read_that_waits_when_it_is_cancelled() {
        CancellationSource cancellation = Cancellation.source();
        server.on(GET, exchange -> {
            cancellation.cancel("enough");
            server.hang().give(exchange);
        });

        assertThatThrownBy(() -> cluster.get(ReadCall.of(List.of(KEY)), cancellation))
                .isInstanceOf(GitOpsException.class)
                .hasMessage("cancelled: enough");
    }

    @Test
    void waits_for_the_answer_of_a_write_that_was_cancelled_after_it_was_sent() {
        CancellationSource cancellation = Cancellation.source();
        server.on(PATCH, exchange -> {
            cancellation.cancel("enough");
            json(200, BODY).give(exchange);
        });

        assertThat(cluster.apply(call(), cancellation)).isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void takes_its_credentials_to_no_other_host() {
        try (StubServer other = new StubServer()) {
            server.on(GET, with("Location", other.address() + PATH, page(307, "")));
            server.on(PATCH, with("Location", other.address() + PATH, page(307, "")));

            assertThat(unreadable().message()).contains("not followed");
            assertThat(apply()).isInstanceOf(WriteResult.Rejected.class);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void says_that_credentials_are_not_accepted() {
        server.on(GET, status(401, "Unauthorized", "Unauthorized"));
        server.on(PATCH, status(401, "Unauthorized", "Unauthorized"));

        assertThat(unreadable().message()).contains("credentials are not accepted");
        assertThat(apply())
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        answer -> assertThat(answer.problem().code()).isEqualTo(Code.FORBIDDEN));
    }

    @Test
    void rejects_a_field_that_the_schema_does_not_know() {
        server.on(PATCH, json(500, """
                        {"kind": "Status", "apiVersion": "v1", "code": 500, "message": "failed to create typed patch \
                        object (shop/one; /v1, Kind=ConfigMap): errors:\\n  .dada: field not declared in schema\\n  \
                        .metadata.labels.tier: expected string, got &value.valueUnstructured{Value:3}"}"""));

        assertThat(apply())
                .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        answer -> assertThat(answer.problem().text())
                                .isEqualTo(
                                        "ConfigMap shop/one, dada: the object does not fit the schema of its kind:"
                                                + " .dada: field not declared in schema; .metadata.labels.tier: expected string"));
    }

    @Test
    void sends_no_request_for_a_name_that_would_lead_elsewhere() {
        ResourceKey status = Planes.configMapKey("shop", "one/status");
        ResourceKey up = Planes.configMapKey("..", "one");

        assertThat(Planes.read(cluster, status)).isEqualTo(new Live.Absent());
        assertThat(Planes.read(cluster, up)).isEqualTo(new Live.Absent());
        assertThat(cluster.apply(
                        ApplyCall.of(status, Planes.configMap("shop", "one/status", "{}"), "m"), Cancellation.none()))
                .isInstanceOf(WriteResult.Rejected.class);
        assertThat(server.requests().stream().filter(request -> request.contains("namespaces")))
                .isEmpty();
    }

    @Test
    void reads_first_where_a_version_alone_would_not_keep_from_creating() {
        server.on(GET, json(404, NOT_FOUND));
        ApplyCall call = ApplyCall.of(KEY, Planes.configMap("shop", "one", "{a: x}"), "m")
                .ifVersion("6");

        assertThat(cluster.apply(call, Cancellation.none()))
                .isEqualTo(new WriteResult.PreconditionFailed(new Live.Absent()));
        assertThat(server.requests("PATCH")).isEmpty();
    }
}
