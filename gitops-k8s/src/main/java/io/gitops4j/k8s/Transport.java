package io.gitops4j.k8s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client with TLS, proxy and timeouts as fabric8 reads them from its configuration. Requests go to it directly
 * and not through fabric8's wrapper, which repeats requests, copies every buffer, and cannot abort a request that is waiting
 * for its answer.
 */
final class Transport extends JdkHttpClientFactory {
    private final Executor executor;
    private @Nullable HttpClient client;

    private Transport(Executor executor) {
        this.executor = executor;
    }

    static HttpClient of(Config config, Executor executor) {
        Transport transport = new Transport(executor);
        transport.newBuilder(config).build().close();
        return Objects.requireNonNull(transport.client);
    }

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        return HttpClient.newBuilder().executor(executor);
    }

    /**
     * Called last. No redirects: the JDK's client would send the credentials along, to whatever host. No HTTP/2: on Java 17 a
     * 401 is lost with it, and one lost connection takes every request and watch with it.
     */
    @Override
    protected void additionalConfig(HttpClient.Builder builder) {
        client = builder.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
