package io.gitops4j.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPack.RequestPolicy;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link GitFixture} over smart HTTP, protocol 0 and 2, read only, on a port of the loopback device; and fails as
 * it is told to. Safe for several threads.
 */
public final class GitHttpServer implements AutoCloseable {
    private static final String SERVICE = "git-upload-pack";

    private final GitObjects objects;
    private final HttpServer server;
    private final ExecutorService threads;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = (exchange, answer) -> answer.send(exchange);
    private volatile boolean onlyOldProtocol;
    private volatile boolean filters = true;
    private volatile RequestPolicy policy = RequestPolicy.ANY;

    private interface Answer {
        void send(HttpExchange exchange) throws IOException;
    }

    private interface Behaviour {
        void handle(HttpExchange exchange, Answer answer) throws IOException;
    }

    private GitHttpServer(GitObjects objects, HttpServer server) {
        this.objects = objects;
        this.server = server;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "git-http-server");
            thread.setDaemon(true);
            return thread;
        });
    }

    static GitHttpServer start(GitObjects objects) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GitHttpServer server = new GitHttpServer(objects, http);
            http.createContext("/", server::handle);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of the repository. */
    public String url() {
        return origin() + "/repo.git";
    }

    /** The URL of the server, without a path. */
    public String origin() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** What was asked for, oldest first: method, path and query. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Answers every request with {@code status} and no body. */
    public GitHttpServer fail(int status) {
        behaviour = (exchange, answer) -> exchange.sendResponseHeaders(status, -1);
        return this;
    }

    /** Answers with a web page. */
    public GitHttpServer answerWithPage() {
        behaviour = (exchange, answer) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<html>log in</html>".getBytes(StandardCharsets.US_ASCII));
        };
        return this;
    }

    /** Closes the connection in the middle of each fetched pack. */
    public GitHttpServer hangUp() {
        behaviour = (exchange, answer) -> {
            if (exchange.getRequestMethod().equals("POST")) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/x-" + SERVICE + "-result");
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody().write("0008NAK\n".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
            } else {
                answer.send(exchange);
            }
        };
        return this;
    }

    /** Lets every request wait until {@code latch} is down, and counts {@code arrived} down before. */
    public GitHttpServer hold(CountDownLatch arrived, CountDownLatch latch) {
        behaviour = (exchange, answer) -> {
            arrived.countDown();
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            answer.send(exchange);
        };
        return this;
    }

    /** Redirects every request below {@link #url()} to the same below {@code url}. */
    public GitHttpServer redirectTo(String url) {
        behaviour = (exchange, answer) -> {
            String request = exchange.getRequestURI().toString();
            if (request.startsWith("/repo.git/")) {
                exchange.getResponseHeaders().set("Location", url + request.substring("/repo.git".length()));
                exchange.sendResponseHeaders(302, -1);
            } else {
                answer.send(exchange);
            }
        };
        return this;
    }

    /** Serves as at first. */
    public GitHttpServer recover() {
        behaviour = (exchange, answer) -> answer.send(exchange);
        return this;
    }

    /** Speaks protocol 0 even where a client asks for 2. */
    public GitHttpServer onlyOldProtocol() {
        onlyOldProtocol = true;
        return this;
    }

    /** Does not offer partial clones. */
    public GitHttpServer withoutFilters() {
        filters = false;
        return this;
    }

    /** Hands out only what its refs point to, not any commit by its id. */
    public GitHttpServer onlyTips() {
        policy = RequestPolicy.ADVERTISED;
        return this;
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            behaviour.handle(exchange, this::serve);
        } catch (IOException | RuntimeException e) {
            // the client went away, or is answered by a closed connection
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] request = exchange.getRequestBody().readAllBytes();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String type;
        if (path.endsWith(".git/info/refs")
                && ("service=" + SERVICE).equals(exchange.getRequestURI().getQuery())) {
            type = "advertisement";
            uploadPack(exchange).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(body)), SERVICE);
        } else if (path.endsWith(".git/" + SERVICE)) {
            type = "result";
            upload(exchange, decoded(exchange, request), body);
        } else {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("application/x-" + SERVICE + "-" + type)));
        exchange.sendResponseHeaders(200, body.size());
        try (OutputStream out = exchange.getResponseBody()) {
            body.writeTo(out);
        }
    }

    private void upload(HttpExchange exchange, InputStream request, OutputStream body) throws IOException {
        try {
            uploadPack(exchange).upload(request, body, null);
        } catch (UploadPackInternalServerErrorException told) {
            // the body says so already
        }
    }

    private static InputStream decoded(HttpExchange exchange, byte[] request) throws IOException {
        InputStream in = new ByteArrayInputStream(request);
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding")) ? new GZIPInputStream(in) : in;
    }

    private UploadPack uploadPack(HttpExchange exchange) {
        InMemoryRepository repository = objects.inMemory();
        synchronized (repository) {
            repository.getConfig().setBoolean("uploadpack", null, "allowfilter", filters);
        }
        UploadPack upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        upload.setRequestPolicy(policy);
        @Nullable String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        if (protocol != null && !onlyOldProtocol) {
            upload.setExtraParameters(List.of(protocol.split(":")));
        }
        return upload;
    }

    /** Stops; clients are refused the connection. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
