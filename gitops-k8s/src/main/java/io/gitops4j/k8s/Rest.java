package io.gitops4j.k8s;

import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request, one answer, as one identity. A read ends with its cancellation; a write that was sent is waited for. */
final class Rest {
    private static final Logger LOG = LoggerFactory.getLogger(Rest.class);
    private static final int READS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Connection connection;
    private final Credentials credentials;

    Rest(Connection connection, Optional<String> identity) {
        this.connection = connection;
        this.credentials = new Credentials(connection.config(), connection.interceptors(), identity);
    }

    Connection connection() {
        return connection;
    }

    /** The answer to a read; one that is throttled is asked again, as the cluster says, a few times. */
    Answer read(Call call, Cancellation cancellation) throws Unanswered {
        for (int tries = 1; ; tries++) {
            Answer answer = send(call, cancellation, cancellation);
            if (answer.code() != 429 || tries == READS || answer.retryAfter().compareTo(LONGEST_WAIT) > 0) {
                return answer;
            }
            try {
                Turnstile.pause(answer.retryAfter().toNanos(), cancellation);
            } catch (InterruptedException e) {
                throw interrupted(call, false);
            }
        }
    }

    /** The answer to a write, which is sent once; {@code cancellation} counts until it is. */
    Answer write(Call call, Cancellation cancellation) throws Unanswered {
        return send(call, cancellation, Cancellation.none());
    }

    private Answer send(Call call, Cancellation before, Cancellation during) throws Unanswered {
        try {
            connection.turnstile().enter(before);
        } catch (InterruptedException e) {
            throw interrupted(call, false);
        }
        try {
            HttpRequest unsigned = request(call);
            StandardHttpRequest.Builder headers = sign(call, unsigned);
            Answer answer = await(call, signed(unsigned, headers), during);
            // a 401 comes before anything is done, so that even a write may be sent again
            if (answer.code() == 401 && renew(headers)) {
                answer = await(call, signed(unsigned, headers), during);
            }
            LOG.debug("{}: {} {}", connection.name(), call, answer.code());
            return answer;
        } finally {
            connection.turnstile().leave();
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(connection.uri(call.target()));
        builder.header("Accept", call.accept());
        if (call.type().isEmpty()) {
            builder.method(call.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            builder.header("Content-Type", call.type());
            builder.method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
        }
        return builder.build();
    }

    private StandardHttpRequest.Builder sign(Call call, HttpRequest unsigned) throws Unanswered {
        try {
            return credentials.sign(unsigned);
        } catch (RuntimeException e) {
            // without its words: a plug-in's error may hold a credential
            throw new Unanswered(
                    problem(
                            Code.FORBIDDEN,
                            "the credentials for " + call + " could not be had"
                                    + "; look at the kubeconfig's user, its exec plug-in or its token file"),
                    false);
        }
    }

    private boolean renew(StandardHttpRequest.Builder headers) {
        try {
            return credentials.renew(headers, 401);
        } catch (RuntimeException e) {
            LOG.debug(
                    "{}: credentials could not be refreshed ({})",
                    connection.name(),
                    e.getClass().getName());
            return false;
        }
    }

    private static HttpRequest signed(HttpRequest unsigned, StandardHttpRequest.Builder headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(unsigned.uri());
        unsigned.headers().map().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        headers.build().headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.method(unsigned.method(), unsigned.bodyPublisher().orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
    }

    private Answer await(Call call, HttpRequest request, Cancellation cancellation) throws Unanswered {
        CompletableFuture<HttpResponse<byte[]>> future =
                http().sendAsync(request, info -> new LimitedBody(Limits.ANSWER_BYTES));
        Duration patience = patience(cancellation);
        Runnable abort = () -> future.cancel(true);
        connection.begun(abort);
        Hook hook = Hook.on(cancellation, abort);
        try {
            HttpResponse<byte[]> response = future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (InterruptedException e) {
            future.cancel(true);
            throw interrupted(call, true);
        } catch (TimeoutException e) {
            future.cancel(true);
            cancellation.check();
            throw new Unanswered(
                    problem(
                            Code.CLUSTER_UNAVAILABLE,
                            call + " was not answered within " + Call.words(patience)
                                    + "; the API server is overloaded, or a network between drops packets"),
                    true);
        } catch (CancellationException e) {
            cancellation.check();
            throw new Unanswered(
                    problem(Code.CLUSTER_UNAVAILABLE, "the adapter was closed while " + call + " was under way"), true);
        } catch (ExecutionException e) {
            cancellation.check();
            throw failed(call, e.getCause() == null ? e : e.getCause());
        } finally {
            hook.close();
            connection.done(abort);
        }
    }

    private HttpClient http() {
        return connection.http();
    }

    private Duration patience(Cancellation cancellation) {
        Duration timeout = connection.limits().timeout();
        Optional<Instant> deadline = cancellation.deadline();
        if (deadline.isEmpty()) {
            return timeout;
        }
        Duration left = Duration.between(InstantSource.system().instant(), deadline.get());
        return left.compareTo(timeout) < 0 ? left.isNegative() ? Duration.ZERO : left : timeout;
    }

    /**
     * Starts a watch: its answer's bytes go to {@code handler} as they come. Waits for a turn, not for the answer; without a
     * second try after a 401, which the watch makes by itself.
     */
    CompletableFuture<HttpResponse<Void>> stream(Call call, HttpResponse.BodyHandler<Void> handler)
            throws Unanswered, InterruptedException {
        connection.turnstile().awaitTurn(Cancellation.none());
        HttpRequest unsigned = request(call);
        LOG.debug("{}: watch {}", connection.name(), call);
        return http().sendAsync(signed(unsigned, sign(call, unsigned)), handler);
    }

    /** What a failed exchange means. */
    Unanswered failed(Call call, Throwable error) {
        if (error instanceof LimitedBody.TooLarge) {
            return new Unanswered(
                    problem(Code.LIMIT, call + ": the cluster gave " + error.getMessage() + ", which is refused"),
                    true);
        }
        boolean sent = !neverSent(error);
        String why = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        String text = sent
                ? "the connection was lost before " + call + " was answered: " + why
                : call + ": the cluster could not be reached at " + connection.place() + ": " + why
                        + "; check its address, its certificate and the network";
        return new Unanswered(problem(Code.CLUSTER_UNAVAILABLE, text), sent);
    }

    /** Whether the connection was not even made. The JDK's client repeats no request but a GET by itself. */
    private static boolean neverSent(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    private Unanswered interrupted(Call call, boolean sent) {
        Thread.currentThread().interrupt();
        return new Unanswered(
                problem(Code.CLUSTER_UNAVAILABLE, "the thread was interrupted while it waited for " + call), sent);
    }

    Problem problem(Code code, String message) {
        String text = "cluster " + connection.name() + ": " + message;
        return code.equals(Code.CLUSTER_UNAVAILABLE)
                ? Problem.retryable(code, Location.nowhere(), text)
                : Problem.of(code, Location.nowhere(), text);
    }
}
