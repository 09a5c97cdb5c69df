package io.gitops4j.k8s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands where an API server should, and answers what a test tells it to: config maps are served, and all else is told. Replies
 * to one request line are given in order, the last one again and again.
 */
final class StubServer implements AutoCloseable {
    private static final String DISCOVERY = """
            {"kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "items": [
              {"metadata": {"name": "%s"}, "versions": [{"version": "v1", "freshness": "Current", "resources": [
                {"resource": "%s", "responseKind": {"kind": "%s"}, "scope": "Namespaced", "verbs": ["get", "list", "patch"]}
              ]}]}]}
            """;

    /** What is done with a request. */
    @FunctionalInterface
    interface Reply {
        void give(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean forgetful;

    StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        on("GET /api", json(200, DISCOVERY.formatted("", "configmaps", "ConfigMap")));
        on("GET /apis", json(200, DISCOVERY.formatted("example.com", "widgets", "Widget")));
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(address())
                .withOauthToken("token")
                .build();
    }

    /** From now on every connection serves one request, so that none is left open when this is closed. */
    void forgetConnections() {
        forgetful = true;
    }

    /** {@code request} is method and path, without the query. */
    StubServer on(String request, Reply... replies) {
        this.replies.put(request, new ArrayDeque<>(List.of(replies)));
        return this;
    }

    /** The requests so far, with their queries. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    List<String> requests(String start) {
        return requests().stream().filter(request -> request.startsWith(start)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Deque<Reply> given = replies.get(request);
        Reply reply = given == null ? page(404, "404 page not found") : next(given);
        exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getQuery();
        if (forgetful) {
            exchange.getResponseHeaders().add("Connection", "close");
        }
        requests.add(request + (query == null ? "" : "?" + query));
        try {
            reply.give(exchange);
        } finally {
            exchange.close();
        }
    }

    private static Reply next(Deque<Reply> given) {
        synchronized (given) {
            return given.size() > 1 ? given.removeFirst() : given.getFirst();
        }
    }

    static Reply json(int code, String body) {
        return exchange -> send(exchange, code, "application/json", body);
    }

    static Reply page(int code, String body) {
        return exchange -> send(exchange, code, "text/html", body);
    }

    static Reply status(int code, String reason, String message) {
        return json(code, """
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "%s", "message": "%s", "code": %d}
                """.formatted(reason, message.replace("\"", "\\\""), code));
    }

    /** The reply with a header. */
    static Reply with(String header, String value, Reply reply) {
        return exchange -> {
            exchange.getResponseHeaders().add(header, value);
            reply.give(exchange);
        };
    }

    /** Closes the connection without an answer. */
    static Reply drop() {
        return HttpExchange::close;
    }

    /** Gives no answer until the test is over. */
    Reply hang() {
        return exchange -> await();
    }

    /** Begins an answer of lines, and leaves it open until the test is over. */
    Reply open(String... lines) {
        return exchange -> {
            write(exchange, lines);
            await();
        };
    }

    /** Gives lines and ends the answer as it should be. */
    static Reply lines(String... lines) {
        return exchange -> {
            write(exchange, lines);
            exchange.getResponseBody().close();
        };
    }

    /** Gives a line and half a line, and breaks the connection in the middle of the answer. */
    static Reply torn(String line, String half) {
        return exchange -> {
            write(exchange, line);
            exchange.getResponseBody().write(half.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("torn, as told");
        };
    }

    /** Gives a line again and again until nobody takes it. */
    static Reply flood(String line) {
        return exchange -> {
            write(exchange, line);
            while (true) {
                exchange.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        };
    }

    private static void write(HttpExchange exchange, String... lines) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String line : lines) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private void await() throws IOException {
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
