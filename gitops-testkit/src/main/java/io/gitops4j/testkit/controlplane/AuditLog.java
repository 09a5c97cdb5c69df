package io.gitops4j.testkit.controlplane;

import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every request that the API server got, but for those of the cluster's own components and of the harness
 * ({@link ControlPlane#client()}, {@link ControlPlane#namespace()}). The server writes a request down before it answers:
 * when a call has returned, it is in here. A watch counts once, when it is accepted. Safe for several threads.
 */
public final class AuditLog {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    private final Path file;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final Set<String> seen = new HashSet<>();
    private final List<Request> requests = new ArrayList<>();
    private long offset;

    AuditLog(Path file) {
        this.file = file;
    }

    /** A moment of the log. */
    public static final class Mark {
        private final int position;

        private Mark(int position) {
            this.position = position;
        }
    }

    /**
     * One request.
     *
     * @param verb the Kubernetes verb, such as {@code list} or {@code patch}
     * @param uri the path with the query
     * @param user whose rights counted: the impersonated user where there is one
     * @param userAgent how the client named itself, or ""
     * @param code the HTTP status of the answer
     * @param dryRun whether the query says {@code dryRun=All}; a delete may say it in its body, which is not logged
     */
    public record Request(String verb, String uri, String user, String userAgent, int code, boolean dryRun) {
        /**
         * Whether it was meant to change something: no read, no dry run, and no question about tokens or rights, which is
         * a {@code create} in name only. Refused ones count.
         */
        public boolean write() {
            return WRITES.contains(verb)
                    && !dryRun
                    && !uri.startsWith("/apis/authentication.k8s.io/")
                    && !uri.startsWith("/apis/authorization.k8s.io/");
        }
    }

    /** Now: what follows is {@linkplain #since since} this mark. */
    public synchronized Mark mark() {
        read();
        return new Mark(requests.size());
    }

    /** The requests after {@code mark}, oldest first. */
    public synchronized List<Request> since(Mark mark) {
        read();
        return List.copyOf(requests.subList(mark.position, requests.size()));
    }

    /** Those after {@code mark} that were meant to change something. */
    public List<Request> writesSince(Mark mark) {
        return since(mark).stream().filter(Request::write).toList();
    }

    /** How many requests there were after {@code mark}, by verb; a verb that did not occur is no key. */
    public SortedMap<String, Integer> verbsSince(Mark mark) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        since(mark).forEach(request -> counts.merge(request.verb(), 1, Integer::sum));
        return counts;
    }

    /** Takes in what was written since the last call. Under the lock. */
    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] more = new byte[Math.toIntExact(in.length() - offset)];
            in.seek(offset);
            in.readFully(more);
            offset += more.length;
            for (byte each : more) {
                if (each != '\n') {
                    rest.write(each);
                } else {
                    line(rest.toString(StandardCharsets.UTF_8));
                    rest.reset();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String json) {
        for (Document document : Parser.tolerant().parseJson(file.toString(), json)) {
            Node event = document.root();
            // a watch has two events: accepted and ended
            if (seen.add(event.text("auditID").orElse(json))) {
                requests.add(request(event));
            }
        }
    }

    private static Request request(Node event) {
        String uri = event.text("requestURI").orElse("");
        return new Request(
                event.text("verb").orElse(""),
                uri,
                event.text("impersonatedUser", "username")
                        .or(() -> event.text("user", "username"))
                        .orElse(""),
                event.text("userAgent").orElse(""),
                event.at("responseStatus", "code")
                        .map(code ->
                                code instanceof Node.Num number ? number.value().intValue() : 0)
                        .orElse(0),
                uri.contains("dryRun=All"));
    }
}
