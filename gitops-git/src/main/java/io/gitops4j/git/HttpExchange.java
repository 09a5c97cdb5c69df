package io.gitops4j.git;

import io.gitops4j.core.GitOpsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request of JGit's transport, sent with the JDK's client: no cookies, no credentials, no redirects of its own, and
 * an answer that says no to Git is turned into our problem before JGit words it.
 */
final class HttpExchange implements HttpConnection {
    private final RemoteRepository remote;
    private final NetworkCall call;
    private final URI uri;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String method = "GET";
    private @Nullable HttpResponse<InputStream> response;

    HttpExchange(RemoteRepository remote, NetworkCall call, URL url) throws IOException {
        this.remote = remote;
        this.call = call;
        try {
            this.uri = url.toURI();
        } catch (URISyntaxException e) {
            throw call.fail(Problems.configuration(call.repository(), "This is no valid URL."));
        }
        if (!remote.sameServer(uri)) {
            throw call.fail(otherServer(uri));
        }
    }

    private GitOpsException otherServer(URI target) {
        return Problems.refused(
                call.repository(),
                "The server redirects to " + Address.shown(target.toString())
                        + ", on another server; that is not followed. If you trust it, use that address.");
    }

    private HttpResponse<InputStream> response() throws IOException {
        HttpResponse<InputStream> known = response;
        if (known == null) {
            known = send(true);
            response = known;
            judge(known);
        }
        return known;
    }

    private HttpResponse<InputStream> send(boolean again) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::setHeader);
        request.setHeader("User-Agent", "gitops4j");
        request.method(
                method,
                method.equals("GET")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        if (call.isCancelled()) {
            throw new NetworkCall.Stopped();
        }
        CompletableFuture<HttpResponse<InputStream>> sent =
                remote.client().sendAsync(request.build(), answer -> new HttpBody(call));
        call.onStop(() -> sent.cancel(true));
        try {
            return sent.get(call.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw call.silent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sent.cancel(true);
            throw call.fail(Problems.unavailable(call.repository(), "The thread was interrupted while it waited."));
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            boolean stale = why instanceof IOException
                    && !(why instanceof ConnectException
                            || why instanceof SSLException
                            || why instanceof HttpConnectTimeoutException);
            if (again && stale && !call.isCancelled()) {
                // a connection kept from the last request, closed by the server meanwhile; Git's requests may be
                // repeated
                return send(false);
            }
            throw call.fail(unreachable(why));
        } catch (CancellationException e) {
            throw new NetworkCall.Stopped();
        }
    }

    private GitOpsException unreachable(@Nullable Throwable why) {
        String reason = "The connection to " + uri.getHost() + " broke";
        for (Throwable at = why; at != null; at = at.getCause()) {
            if (at instanceof UnresolvedAddressException) {
                reason = "The host " + uri.getHost() + " is not known";
                break;
            } else if (at instanceof HttpConnectTimeoutException) {
                reason = "The host " + uri.getHost() + " did not accept a connection in time";
            } else if (at instanceof SSLException) {
                reason = "The TLS certificate or protocol of " + uri.getHost() + " is not accepted by this JVM";
            } else if (at instanceof ConnectException) {
                reason = "The host " + uri.getHost() + " refused the connection";
            }
        }
        return Problems.unavailable(call.repository(), reason + ". Check address and network, or try again later.");
    }

    private void judge(HttpResponse<InputStream> answer) throws IOException {
        int status = answer.statusCode();
        GitOpsException problem = switch (status) {
            case 200 -> notGit(answer);
            case 301, 302, 303, 307, 308 -> redirect(answer);
            case 404, 410 ->
                Problems.notFound(
                        call.repository(),
                        "The server knows no such repository (HTTP " + status + "), or shows it to no one anonymous.");
            case 401, 403 ->
                Problems.forbidden(
                        call.repository(),
                        "The server refuses anonymous access (HTTP " + status
                                + "): the repository is private or does not exist.");
            default ->
                Problems.unavailable(
                        call.repository(), "The server answered with HTTP " + status + ". Try again later.");
        };
        if (problem != null) {
            answer.body().close();
            throw call.fail(problem);
        }
    }

    private @Nullable GitOpsException notGit(HttpResponse<InputStream> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (uri.getPath().endsWith("/info/refs") && !type.startsWith("application/x-git-upload-pack-advertisement")) {
            return Problems.notFound(
                    call.repository(),
                    "The server answers, but not with a Git repository over smart HTTP: check the address.");
        }
        return null;
    }

    private @Nullable GitOpsException redirect(HttpResponse<InputStream> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        URI target;
        try {
            target = uri.resolve(new URI(location));
        } catch (URISyntaxException e) {
            return Problems.refused(call.repository(), "The server redirects to something that is no URL.");
        }
        if (target.getRawUserInfo() != null || !remote.sameServer(target)) {
            return otherServer(target);
        }
        if (!method.equals("GET")
                || target.getPath() == null
                || !target.getPath().endsWith("/info/refs")) {
            return Problems.notFound(
                    call.repository(),
                    "The server redirects to " + Address.shown(target.toString())
                            + ", which is no Git repository: check the address.");
        }
        return null;
    }

    @Override
    public int getResponseCode() throws IOException {
        return response().statusCode();
    }

    @Override
    public URL getURL() {
        try {
            return uri.toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String getResponseMessage() throws IOException {
        return "HTTP " + response().statusCode();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        HttpResponse<InputStream> known = response;
        return known == null ? Map.of() : known.headers().map();
    }

    @Override
    public List<String> getHeaderFields(String name) {
        HttpResponse<InputStream> known = response;
        return known == null ? List.of() : known.headers().allValues(name);
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        HttpResponse<InputStream> known = response;
        return known == null ? null : known.headers().firstValue(name).orElse(null);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeaderField("Content-Type");
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return remote.inspected(response().body());
    }

    @Override
    public void setRequestProperty(String key, String value) {
        // answers are not compressed, so that the limit of a fetch bounds what is read
        if (!key.toLowerCase(Locale.ROOT).equals("accept-encoding")) {
            headers.put(key, value);
        }
    }

    @Override
    public void setRequestMethod(String method) {
        this.method = method;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public OutputStream getOutputStream() {
        return body;
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void connect() throws IOException {
        response();
    }

    @Override
    public void setUseCaches(boolean usecaches) {}

    @Override
    public void setConnectTimeout(int timeout) {}

    @Override
    public void setReadTimeout(int timeout) {}

    @Override
    public void setInstanceFollowRedirects(boolean followRedirects) {}

    @Override
    public void setDoOutput(boolean dooutput) {}

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {}

    @Override
    public void setChunkedStreamingMode(int chunklen) {}

    @Override
    public void configure(KeyManager @Nullable [] km, TrustManager @Nullable [] tm, @Nullable SecureRandom random) {
        throw new UnsupportedOperationException("certificates are checked as the JVM does");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier hostnameverifier) {
        throw new UnsupportedOperationException("host names are checked as the JVM does");
    }
}
