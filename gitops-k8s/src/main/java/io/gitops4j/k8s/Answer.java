package io.gitops4j.k8s;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.text.JsonCursor;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Shapes;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a cluster answered to one request. */
final class Answer {
    private static final TextLimits LIMITS = TextLimits.builder()
            .bytes(Limits.ANSWER_BYTES)
            .nodes(50_000_000)
            .scalar(64 << 20)
            .build();

    private final int code;
    private final byte[] body;
    private final HttpHeaders headers;

    Answer(int code, byte[] body, HttpHeaders headers) {
        this.code = code;
        this.body = body;
        this.headers = headers;
    }

    /** An answer whose headers are of no interest. */
    static Answer of(int code, byte[] body) {
        return new Answer(code, body, HttpHeaders.of(Map.of(), (name, value) -> true));
    }

    int code() {
        return code;
    }

    int size() {
        return body.length;
    }

    boolean ok() {
        return code >= 200 && code < 300;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** How long the cluster asks to wait (RFC 9110, section 10.2.3); a second where it does not say. */
    Duration retryAfter() {
        String value = header("Retry-After").orElse("1");
        try {
            return Duration.ofSeconds(Math.max(0, Math.min(Integer.parseInt(value.trim()), 3600)));
        } catch (NumberFormatException e) {
            return untilDate(value);
        }
    }

    private static Duration untilDate(String value) {
        try {
            ZonedDateTime then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(ZonedDateTime.now(then.getZone()), then);
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException e) {
            return Duration.ofSeconds(1);
        }
    }

    /**
     * The body as an object.
     *
     * @throws GitOpsException where it is none
     */
    Node.Obj object() {
        return read(body, new Shapes(), cursor -> (Node.Obj) cursor.tree());
    }

    /** The body as an object of {@code apiVersion} that lives. */
    Live.Present live(String apiVersion) {
        return LiveReader.of(apiVersion).object(body);
    }

    /** The body as a page of a list. */
    LiveReader.Page page(LiveReader reader) {
        return reader.page(body);
    }

    /** What {@code reading} makes of a JSON object. */
    static <T> T read(byte[] json, Shapes shapes, Function<JsonCursor, T> reading) {
        try {
            return Parser.tolerant().limits(LIMITS).shapes(shapes).readJson("answer.json", json, cursor -> {
                if (!cursor.atObject()) {
                    throw noObject();
                }
                return reading.apply(cursor);
            });
        } catch (GitOpsException e) {
            throw e.code().equals(Code.CLUSTER_UNAVAILABLE) ? e : noObject();
        }
    }

    private static GitOpsException noObject() {
        return new GitOpsException(Problem.retryable(
                Code.CLUSTER_UNAVAILABLE,
                Location.nowhere(),
                "the cluster answered with something that is no JSON object of Kubernetes; a proxy or another server"
                        + " may stand at its address"));
    }

    /** The Status in the body; an empty one where there is none. */
    ApiStatus status() {
        try {
            return ApiStatus.of(object());
        } catch (GitOpsException e) {
            return ApiStatus.of(Node.object());
        }
    }
}
