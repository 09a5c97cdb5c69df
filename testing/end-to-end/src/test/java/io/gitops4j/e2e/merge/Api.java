package io.gitops4j.e2e.merge;

import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Requests to an API server exactly as they are given, nulls and items that are there twice included. For any number of threads. */
final class Api {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final URI url;
    private final String token;
    private final HttpClient http;

    Api(ControlPlane plane) {
        this.url = plane.url();
        this.token = plane.token("harness");
        try {
            this.http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(trusting(plane))
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the server said. */
    record Answer(int status, Node.Obj body) {
        boolean ok() {
            return status / 100 == 2;
        }

        String message() {
            return body.text("message").orElse("");
        }
    }

    Answer send(String method, String path, String type, Node body) {
        return send(method, path, type, BodyPublishers.ofString(Printer.json(body, Mask.none())));
    }

    Answer get(String path) {
        return send("GET", path, "application/json", BodyPublishers.noBody());
    }

    void delete(String path) {
        send("DELETE", path, "application/json", BodyPublishers.noBody());
    }

    private Answer send(String method, String path, String type, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", type)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            List<Document> documents = Parser.tolerant().parseJson("answer", response.body());
            return new Answer(response.statusCode(), (Node.Obj) documents.get(0).root());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(ControlPlane plane) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(plane.certificate())) {
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("certificate-" + store.size(), each);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
