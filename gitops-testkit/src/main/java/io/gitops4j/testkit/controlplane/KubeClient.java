package io.gitops4j.testkit.controlplane;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A test's own hand in the cluster: plain requests by path, such as {@code /api/v1/namespaces/shop/configmaps/settings}.
 * Independent of every client that a module under test may use. Bodies are YAML or JSON, one object each.
 *
 * <p>Every request returns its answer whatever the status; {@link Answer#ok()} insists on success. A request that gets no
 * answer within 30 seconds, or no connection, throws {@link java.io.UncheckedIOException}. Nothing is retried. Safe for
 * several threads.
 */
public final class KubeClient {
    private static final String JSON = "application/json";

    private final Connection connection;
    private final Login login;

    KubeClient(Connection connection, Login login) {
        this.connection = connection;
        this.login = login;
    }

    /**
     * What the server said.
     *
     * @param status the HTTP status
     * @param text the body as it came
     */
    public record Answer(int status, String text) {
        /** The body as a tree; the empty object where it is no JSON object. */
        public Node.Obj body() {
            try {
                List<Document> documents = Parser.tolerant().parseJson("answer", text);
                return documents.size() == 1 && documents.get(0).root() instanceof Node.Obj obj ? obj : Node.object();
            } catch (GitOpsException noJson) {
                return Node.object();
            }
        }

        /**
         * The body of an answer with a status of 200 to 299.
         *
         * @throws AssertionError for any other status, with the server's message
         */
        public Node.Obj ok() {
            if (status < 200 || status > 299) {
                throw new AssertionError("the API server answered " + status + ": "
                        + body().text("message").orElse(text));
            }
            return body();
        }
    }

    /** A client that asks to be seen as {@code user} in {@code groups}; this one's user needs the right to impersonate. */
    public KubeClient impersonating(String user, String... groups) {
        return new KubeClient(connection, new Login(login.token(), user, List.of(groups)));
    }

    /** Reads an object, a list, or any other resource of the server. */
    public Answer get(String path) {
        return connection.request(login, "GET", path, JSON, null);
    }

    /** Creates an object; {@code path} is that of its collection, or of a subresource. */
    public Answer create(String path, String body) {
        return connection.request(login, "POST", path, JSON, json(body));
    }

    /** Replaces an object. */
    public Answer replace(String path, String body) {
        return connection.request(login, "PUT", path, JSON, json(body));
    }

    /** Applies an object on the server, as {@code manager}; a conflict is an answer with status 409. */
    public Answer apply(String path, String manager, String body) {
        String query = "?fieldManager=" + URLEncoder.encode(manager, StandardCharsets.UTF_8);
        return connection.request(login, "PATCH", path + query, "application/apply-patch+yaml", json(body));
    }

    /** As {@link #apply}, taking over what other managers own: there is no conflict. */
    public Answer applyForced(String path, String manager, String body) {
        String query = "?force=true&fieldManager=" + URLEncoder.encode(manager, StandardCharsets.UTF_8);
        return connection.request(login, "PATCH", path + query, "application/apply-patch+yaml", json(body));
    }

    /** Changes an object by a JSON merge patch (RFC 7386); {@code path} may end in {@code /status}. */
    public Answer patchMerge(String path, String body) {
        return connection.request(login, "PATCH", path, "application/merge-patch+json", json(body));
    }

    /** Deletes an object, dependents in the background; finalizers and graceful ends go on after the answer. */
    public Answer delete(String path) {
        return connection.request(login, "DELETE", path, JSON, null);
    }

    /**
     * Reads until the object is there and fulfils {@code condition}, and returns it then.
     *
     * @throws AssertionError after {@code limit}, with what was read last
     */
    public Node.Obj await(String path, Predicate<? super Node.Obj> condition, Duration limit) {
        Latest latest = new Latest();
        Optional<Node.Obj> found = Patience.until(limit, () -> {
            Answer answer = latest.keep(get(path));
            Node.Obj body = answer.body();
            return answer.status() == 200 && condition.test(body) ? Optional.of(body) : Optional.empty();
        });
        return found.orElseThrow(() -> latest.late(path, limit));
    }

    /**
     * Reads until the object is not there.
     *
     * @throws AssertionError after {@code limit}, with what was read last
     */
    public void awaitGone(String path, Duration limit) {
        Latest latest = new Latest();
        Optional<Boolean> gone = Patience.until(
                limit, () -> latest.keep(get(path)).status() == 404 ? Optional.of(Boolean.TRUE) : Optional.empty());
        if (gone.isEmpty()) {
            throw latest.late(path, limit);
        }
    }

    private static String json(String body) {
        Node.Obj parsed = Parser.strict().parseOne("body", body.getBytes(StandardCharsets.UTF_8));
        return Printer.json(parsed, Mask.none());
    }

    /** The last answer of a wait, for its error. */
    private static final class Latest {
        private @Nullable Answer answer;

        Answer keep(Answer newer) {
            answer = newer;
            return newer;
        }

        AssertionError late(String path, Duration limit) {
            Answer last = answer;
            String seen = last == null ? "" : "status " + last.status() + "\n" + Printer.yaml(last.body(), Mask.none());
            return new AssertionError("waited " + limit + " in vain for " + path + ", which is now " + seen);
        }
    }
}
