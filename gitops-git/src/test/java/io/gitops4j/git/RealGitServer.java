package io.gitops4j.git;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gitops4j.testkit.GitFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Serves a fixture with the {@code git upload-pack} that is installed here; tests without one are skipped. */
final class RealGitServer {
    private final GitFixture git;
    private final HttpServer server;

    private RealGitServer(GitFixture git, HttpServer server) {
        this.git = git;
        this.server = server;
    }

    static boolean installed(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static RealGitServer of(GitFixture git) {
        assumeTrue(installed("git", "--version"), "git is not installed");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "real-git-server");
                thread.setDaemon(true);
                return thread;
            }));
            RealGitServer real = new RealGitServer(git, server);
            server.createContext("/repo.git/", real::handle);
            server.start();
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/repo.git";
    }

    RealGitServer withFilters() {
        Path config = git.folder().resolve("config");
        try {
            Files.writeString(config, Files.readString(config) + "[uploadpack]\n\tallowFilter = true\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean refs = exchange.getRequestURI().getPath().endsWith("/info/refs");
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            String type = "application/x-git-upload-pack-" + (refs ? "advertisement" : "result");
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                if (refs) {
                    out.write("001e# service=git-upload-pack\n0000".getBytes(StandardCharsets.US_ASCII));
                }
                uploadPack(exchange.getRequestHeaders().getFirst("Git-Protocol"), refs, body, out);
            }
        }
    }

    private void uploadPack(String protocol, boolean refs, byte[] request, OutputStream answer) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "upload-pack", "--stateless-rpc"));
        if (refs) {
            command.add("--advertise-refs");
        }
        command.add(git.folder().toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        if (protocol != null) {
            builder.environment().put("GIT_PROTOCOL", protocol);
        }
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(request);
        } catch (IOException e) {
            // it has refused the request, and says so below
        }
        try (InputStream out = process.getInputStream()) {
            out.transferTo(answer);
        }
    }
}
