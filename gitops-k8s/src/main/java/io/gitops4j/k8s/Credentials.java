package io.gitops4j.k8s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as fabric8 does, through its interceptors: static, provided and refreshed tokens, basic credentials, custom
 * headers, impersonation.
 */
final class Credentials implements Interceptor.RequestTags {
    private final List<Interceptor> interceptors;
    private final RequestConfig requestConfig;

    Credentials(Config config, List<Interceptor> interceptors, Optional<String> identity) {
        this.interceptors = interceptors;
        this.requestConfig = identity.map(user -> impersonating(config, user)).orElseGet(config::getRequestConfig);
    }

    private static RequestConfig impersonating(Config config, String user) {
        return new RequestConfigBuilder(config.getRequestConfig())
                .withImpersonateUsername(user)
                .withImpersonateGroups()
                .withImpersonateExtras(Map.of())
                .build();
    }

    @Override
    public <T> @Nullable T getTag(Class<T> type) {
        return type.isInstance(requestConfig) ? type.cast(requestConfig) : null;
    }

    /** The headers of one request, which {@link #renew} may change. */
    StandardHttpRequest.Builder sign(HttpRequest unsigned) {
        StandardHttpRequest.Builder headers = new StandardHttpRequest.Builder();
        headers.uri(unsigned.uri());
        for (Interceptor interceptor : interceptors) {
            interceptor.before(headers, headers.build(), this);
        }
        return headers;
    }

    /** Whether a refused request is worth one more try: its credentials were refreshed. It was not carried out. */
    boolean renew(StandardHttpRequest.Builder headers, int code) {
        if (code != 401) {
            return false;
        }
        Refused refused = new Refused(code);
        for (Interceptor interceptor : interceptors) {
            CompletableFuture<Boolean> changed = interceptor.afterFailure(headers, refused, this);
            if (Boolean.TRUE.equals(changed.join())) {
                return true;
            }
        }
        return false;
    }

    /** A refusal as fabric8's interceptors look at it: by its code. */
    private record Refused(int code) implements io.fabric8.kubernetes.client.http.HttpResponse<AsyncBody> {
        @Override
        public AsyncBody body() {
            throw new UnsupportedOperationException("the body of a refusal is not kept");
        }

        @Override
        public io.fabric8.kubernetes.client.http.HttpRequest request() {
            return new StandardHttpRequest.Builder().build();
        }

        @Override
        public Optional<io.fabric8.kubernetes.client.http.HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public List<String> headers(String key) {
            return List.of();
        }

        @Override
        public Map<String, List<String>> headers() {
            return Map.of();
        }
    }
}
