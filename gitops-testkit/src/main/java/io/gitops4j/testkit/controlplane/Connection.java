package io.gitops4j.testkit.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** HTTPS to one API server, for any number of users and threads. */
final class Connection {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI url;
    private final HttpClient http;

    private Connection(URI url, HttpClient http) {
        this.url = url;
        this.http = http;
    }

    /**
     * Trusts the certificates of {@code file} alone.
     *
     * @throws IOException where the file is not there, or not written to its end
     */
    static Connection open(URI url, Path file) throws IOException {
        try {
            // HTTP/1.1: over HTTP/2, JDK 17 loses the status 401
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .sslContext(trusting(file))
                    .build();
            return new Connection(url, http);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The answer, whatever its status. An {@link IOException} where there is none. */
    KubeClient.Answer send(Login login, String method, String path, String type, @Nullable String body)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(LIMIT)
                .header("Accept", "application/json")
                .header("User-Agent", "gitops4j-testkit");
        login.headers(request);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", type).method(method, BodyPublishers.ofString(body));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new KubeClient.Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + method + " " + path, e);
        }
    }

    /** As {@link #send}, for callers that cannot go on without an answer. */
    KubeClient.Answer request(Login login, String method, String path, String type, @Nullable String body) {
        try {
            return send(login, method, path, type, body);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + ": " + e, e);
        }
    }

    private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("certificate-" + store.size(), each);
            }
        }
        if (store.size() == 0) {
            throw new IOException(file + " holds no certificate yet");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
