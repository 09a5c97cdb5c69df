package io.gitops4j.fuzz;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Imports;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.RenderLimits;
import io.gitops4j.core.render.RenderResult;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.SourceRef;
import io.gitops4j.core.text.Dialect;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.KustomizeRenderer;
import io.gitops4j.render.kustomize.KustomizeText;
import io.gitops4j.testkit.MemorySnapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Builds the folder {@code deploy} of a repository, twice, and holds the builds to what every build must keep: it gives objects
 * or problems with their places, soon, the same each time; it reads nothing that it may not read, and shows nothing that is
 * secret; what it gives prints and reads back. Anything else is an {@link AssertionError}.
 */
final class CheckedBuild {
    /** In every repository: what a Secret of {@code ../secret} holds. */
    static final String SECRET = "zQ7secretQ9z";

    /** The same as it is in the Secret. */
    static final String ENCODED = "elE3c2VjcmV0UTl6";
    /** In every repository: a file that no kustomization may read, being above or beside all of them. */
    private static final String OUTSIDE = "outside/passwords.env";

    private static final String BESIDE = "xW4besideW5x";
    private static final String REMOTE = "https://git.example/acme/base.git";

    private static final RenderLimits LIMITS = new RenderLimits(
            200,
            1 << 20,
            16,
            300,
            TextLimits.builder()
                    .bytes(256 << 10)
                    .nodes(50_000)
                    .aliases(500)
                    .documents(300)
                    .build());

    private static final Pattern MORE = Pattern.compile("(.*: )?and \\d+ more");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Processor time of one build; what real repositories need is a hundredth of it. */
    private static final long SOON = 2_000_000_000;

    private final RepositoryText repository;
    private final boolean outsideIsOutside;

    private CheckedBuild(RepositoryText repository) {
        this.repository = repository;
        this.outsideIsOutside = repository.options().isEmpty()
                && repository.parts().stream()
                        .allMatch(part -> part.path().matches("(?!outside)[a-z]+/(?!.*\\.\\.).*"));
    }

    /** What the build of {@code text} printed, or how it was refused; throws {@link AssertionError} with what is wrong. */
    static String of(String text) {
        return new CheckedBuild(RepositoryText.of(
                        text.replace(SECRET, "").replace(ENCODED, "").replace(BESIDE, "")))
                .check();
    }

    private String check() {
        Renderers renderers = Renderers.of(List.of(new KustomizeRenderer()));
        Node.Obj options;
        try {
            options = options();
        } catch (GitOpsException unreadable) {
            return "refused: no options";
        }
        String first = timed(renderers, options);
        String again = timed(renderers, options);
        if (!first.equals(again)) {
            throw new AssertionError("two builds differ:\n" + first + "\nand\n" + again);
        }
        return first;
    }

    private Node.Obj options() {
        String text = repository.options();
        List<Document> documents = Parser.tolerant().limits(LIMITS.text()).parseYaml("options", text);
        return !documents.isEmpty() && documents.get(0).root() instanceof Node.Obj options ? options : Node.object();
    }

    private Snapshot snapshot() {
        MemorySnapshot.Builder builder = MemorySnapshot.builder()
                .file(
                        "secret/kustomization.yaml",
                        "secretGenerator:\n- name: login\n  literals: [password=" + SECRET + "]\n")
                .file("base/kustomization.yaml", "resources: [web.yaml, map.yaml]\n")
                .file("base/web.yaml", BaseObjects.WEB)
                .file("base/map.yaml", BaseObjects.MAP)
                .file("part/kustomization.yaml", BaseObjects.COMPONENT)
                .file("deploy/a.yaml", BaseObjects.MAP)
                .file("deploy/web.yaml", BaseObjects.WEB)
                .file("deploy/beside.env", "password=" + BESIDE + "\n");
        repository.addTo(builder);
        if (outsideIsOutside) {
            builder.file(OUTSIDE, "password=" + BESIDE + "\n");
        }
        return builder.build();
    }

    private String timed(Renderers renderers, Node.Obj options) {
        long start = THREADS.getCurrentThreadCpuTime();
        String outcome = outcome(renderers, options);
        long took = THREADS.getCurrentThreadCpuTime() - start;
        if (took > SOON) {
            throw new AssertionError("the build took " + took / 1_000_000 + " ms");
        }
        return outcome;
    }

    private String outcome(Renderers renderers, Node.Obj options) {
        WatchedSnapshot snapshot = new WatchedSnapshot(snapshot());
        RenderCall call = RenderCall.of(snapshot, RepoPath.of("deploy"))
                .by("kustomize", options)
                .with(LIMITS)
                .with((Imports) CheckedBuild::other);
        String outcome;
        try {
            outcome = given(renderers.render(call, Cancellation.none()));
        } catch (GitOpsException refused) {
            outcome = refused(refused);
        }
        if (outsideIsOutside && snapshot.read().contains(OUTSIDE)) {
            throw new AssertionError(OUTSIDE + " was read, which is in no kustomization's folder");
        }
        return outcome;
    }

    private static Snapshot other(SourceRef ref, Location where) {
        if (where.toString().isEmpty()
                || !ref.type().equals("git")
                || ref.address().isEmpty()) {
            throw new AssertionError("another source is asked for that is none: " + ref + " at " + where);
        }
        if (ref.address().equals(REMOTE)) {
            return MemorySnapshot.of(
                    Map.of("kustomization.yaml", "resources: [map.yaml]\n", "map.yaml", BaseObjects.MAP));
        }
        return Imports.refused().open(ref, where);
    }

    private String refused(GitOpsException refused) {
        for (Problem problem : refused.problems()) {
            if (problem.code().equals(Code.INTERNAL) || problem.message().contains("ran out of stack")) {
                throw new AssertionError(problem.text(), refused);
            }
            boolean ofHost = !repository.options().isEmpty();
            if (MORE.matcher(problem.message()).matches()) {
                continue; // only says how many problems are left out
            }
            if (problem.where().toString().isEmpty()
                    || !ofHost
                            && problem.where()
                                    .file()
                                    .filter(file -> !file.isBlank())
                                    .isEmpty()) {
                throw new AssertionError("a problem has no place: " + problem, refused);
            }
            if (problem.message().isBlank()) {
                throw new AssertionError("a problem says nothing: " + problem, refused);
            }
        }
        StringWriter trace = new StringWriter();
        refused.printStackTrace(new PrintWriter(trace));
        hides(trace.toString(), List.of(SECRET, ENCODED, BESIDE));
        return "refused: " + refused.getMessage();
    }

    private static String given(RenderResult result) {
        List<Manifest> manifests = result.rendered().manifests();
        List<Node.Obj> bodies = manifests.stream().map(Manifest::body).toList();
        StringBuilder shown = new StringBuilder(result.toString()).append(result.reads());
        for (Warning warning : result.rendered().warnings()) {
            shown.append('\n').append(warning.text());
        }
        for (Manifest manifest : manifests) {
            shown.append('\n').append(manifest).append(manifest.body());
            shown.append('\n').append(Printer.yaml(manifest.body(), manifest.mask()));
        }
        hides(shown.toString(), List.of(SECRET, ENCODED));
        String text = KustomizeText.of(bodies);
        readsBack(text, bodies);
        return text;
    }

    static void hides(String shown, Collection<String> secrets) {
        for (String secret : secrets) {
            if (shown.contains(secret)) {
                throw new AssertionError("a secret is shown in:\n" + shown);
            }
        }
    }

    private static void readsBack(String text, List<Node.Obj> bodies) {
        boolean hasNextLine = bodies.stream()
                .anyMatch(
                        body -> new String(Printer.canonicalJson(body), StandardCharsets.UTF_8).indexOf('\u0085') >= 0);
        if (hasNextLine) {
            return; // lost in printing, as upstream loses it: see KustomizeText
        }
        List<Node> read = Parser.strict()
                .dialect(Dialect.KUBECTL)
                .limits(TextLimits.builder().depth(1_000).build())
                .parseYaml("printed.yaml", text)
                .stream()
                .map(Document::root)
                .toList();
        if (!read.equals(bodies)) {
            throw new AssertionError(
                    "what was printed reads as something else: " + difference(read, bodies) + "\n" + text);
        }
    }

    private static String difference(List<Node> read, List<Node.Obj> bodies) {
        if (read.size() != bodies.size()) {
            return read.size() + " documents, not " + bodies.size();
        }
        for (int i = 0; i < read.size(); i++) {
            if (!read.get(i).equals(bodies.get(i))) {
                return "document " + (i + 1) + ":\n" + Printer.yaml(List.of(read.get(i), bodies.get(i)));
            }
        }
        return "none";
    }
}
