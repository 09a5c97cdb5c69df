package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.Schemas;
import io.gitops4j.core.tree.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI v3 documents. The index names each with a hash of its content (KEP-2896): it is asked for at most every few
 * seconds; the documents used last are kept up to a size.
 */
final class OpenApiSchemas implements Schemas {
    private static final long INDEX_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int KEPT_BYTES = 8 << 20;

    private final Rest rest;
    private final Object lock = new Object();
    private final Map<String, Document> documents = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable Index index;
    private int kept;

    OpenApiSchemas(Rest rest) {
        this.rest = rest;
    }

    private record Index(Map<String, String> targets, long at) {}

    private record Document(Node.Obj body, int size) {}

    @Override
    public Optional<String> hash(String apiVersion) {
        return target(apiVersion).map(OpenApiSchemas::hashOf);
    }

    @Override
    public Optional<Node.Obj> document(String apiVersion) {
        Optional<String> target = target(apiVersion);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        synchronized (lock) {
            Document known = documents.get(target.get());
            if (known != null) {
                return Optional.of(known.body());
            }
        }
        Answer answer = ask(target.get());
        if (answer.code() == 404 || answer.code() >= 300 && answer.code() < 400) {
            // another document has taken its place since the index was read: the next index names it
            forget();
            return Optional.empty();
        }
        Node.Obj body = require(target.get(), answer);
        keep(target.get(), new Document(body, answer.size()));
        return Optional.of(body);
    }

    private void forget() {
        synchronized (lock) {
            index = null;
        }
    }

    private void keep(String target, Document document) {
        synchronized (lock) {
            Document replaced = documents.put(target, document);
            kept += document.size() - (replaced == null ? 0 : replaced.size());
            var oldest = documents.entrySet().iterator();
            while (kept > KEPT_BYTES && documents.size() > 1) {
                kept -= oldest.next().getValue().size();
                oldest.remove();
            }
        }
    }

    private Optional<String> target(String apiVersion) {
        String name = (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
        return Optional.ofNullable(index().targets().get(name));
    }

    private static String hashOf(String target) {
        int at = target.indexOf("hash=");
        return at < 0 ? target : target.substring(at + "hash=".length());
    }

    private Index index() {
        long now = System.nanoTime();
        synchronized (lock) {
            Index known = index;
            if (known != null && now - known.at() < INDEX_NANOS) {
                return known;
            }
        }
        Answer answer = ask("/openapi/v3");
        Map<String, String> targets = new HashMap<>();
        if (answer.code() != 404) {
            Node.Obj paths = require("/openapi/v3", answer).object("paths");
            for (String name : paths.keys()) {
                // only paths of this very server: an address elsewhere must not be given the credentials
                paths.text(name, "serverRelativeURL")
                        .filter(url -> url.startsWith("/openapi/v3/"))
                        .ifPresent(url -> targets.put(name, url));
            }
        }
        Index fresh = new Index(Map.copyOf(targets), now);
        synchronized (lock) {
            index = fresh;
        }
        return fresh;
    }

    private Answer ask(String target) {
        try {
            return rest.read(Call.get(target), Cancellation.none());
        } catch (Unanswered e) {
            throw new GitOpsException(e.problem());
        }
    }

    private Node.Obj require(String target, Answer answer) {
        if (!answer.ok()) {
            throw new GitOpsException(Problems.of(rest, Call.get(target), answer));
        }
        return answer.object();
    }
}
