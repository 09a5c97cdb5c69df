package io.gitops4j.render.kustomize;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.MemorySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One test of Kustomize's own, as a folder of files. */
final class ConformanceCase {
    private static final String ROOT = "@@ROOT@@";

    /** How it went. */
    enum Outcome {
        BYTE_EQUAL(true),
        SEMANTIC_EQUAL(true),
        CONTAINS_OK(true),
        BUILDS_OK(true),
        ERROR_OK(true),
        DIFFERENT(false),
        FAILED(false),
        ERROR_MISSING(false),
        ERROR_TEXT_DIFFERS(false);

        private final boolean passed;

        Outcome(boolean passed) {
            this.passed = passed;
        }

        boolean passed() {
            return passed;
        }
    }

    private final Path folder;
    private final Node.Obj description;
    private String detail = "";

    private ConformanceCase(Path folder, Node.Obj description) {
        this.folder = folder;
        this.description = description;
    }

    static List<ConformanceCase> all(Path folder) throws IOException {
        List<ConformanceCase> all = new ArrayList<>();
        try (Stream<Path> names = Files.list(folder)) {
            for (Path name : names.sorted().toList()) {
                Path file = name.resolve("case.json");
                if (Files.isRegularFile(file)) {
                    all.add(new ConformanceCase(
                            name, Parser.tolerant().parseOne("case.json", Files.readAllBytes(file))));
                }
            }
        }
        return all;
    }

    String name() {
        return folder.getFileName().toString();
    }

    String area() {
        return description.text("area").orElse("other");
    }

    String detail() {
        return detail;
    }

    Outcome run() {
        Node.Obj expected = description.object("expect");
        Rendered rendered;
        try {
            RepoPath base = RepoPath.of(description.text("dir").orElse(""));
            rendered = new KustomizeRenderer().render(RenderRequest.of(input(), base, options()), Cancellation.none());
        } catch (GitOpsException refused) {
            return refusal(expected, refused);
        } catch (RuntimeException crash) {
            detail = crash + " at " + List.of(crash.getStackTrace()).subList(0, 5);
            return Outcome.FAILED;
        }
        if (expected.get("error").equals(Node.of(true))) {
            return Outcome.ERROR_MISSING;
        }
        List<Node.Obj> bodies =
                rendered.manifests().stream().map(Manifest::body).toList();
        return compared(expected, KustomizeText.of(bodies));
    }

    private Kustomize options() {
        Node.Obj options = description.object("options");
        Kustomize kustomize = Kustomize.build();
        if (options.text("reorder").orElse("").equals("none")) {
            kustomize = kustomize.inListedOrder();
        }
        if (options.text("load_restrictor").orElse("").equals("none")) {
            kustomize = kustomize.filesFromAnywhere();
        }
        return Node.of(true).equals(options.get("add_managed_by_label")) ? kustomize.managedByLabel() : kustomize;
    }

    private MemorySnapshot input() {
        MemorySnapshot.Builder snapshot = MemorySnapshot.builder();
        Path in = folder.resolve("in");
        boolean replaces = Node.of(true).equals(description.get("subst_root"));
        if (!Files.isDirectory(in)) {
            return snapshot.build();
        }
        try (Stream<Path> files = Files.walk(in)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                String text = new String(content, StandardCharsets.ISO_8859_1);
                if (replaces && text.contains(ROOT)) {
                    content = text.replace(ROOT, "").getBytes(StandardCharsets.ISO_8859_1);
                }
                snapshot.file(in.relativize(file).toString(), content);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return snapshot.build();
    }

    private Outcome refusal(Node.Obj expected, GitOpsException refused) {
        StringBuilder text = new StringBuilder();
        refused.problems().forEach(problem -> text.append(problem.text()).append('\n'));
        if (!expected.get("error").equals(Node.of(true))) {
            detail = text.toString();
            return Outcome.FAILED;
        }
        for (Node check : expected.array("error_checks").items()) {
            if (!holds((Node.Obj) check, text.toString())) {
                detail = check.at("value").map(ConformanceCase::shown).orElse("") + " in " + text;
                return Outcome.ERROR_TEXT_DIFFERS;
            }
        }
        return Outcome.ERROR_OK;
    }

    private static String shown(Node node) {
        return node instanceof Node.Str text ? text.value() : node.toString();
    }

    private static boolean holds(Node.Obj check, String text) {
        Node value = check.get("value");
        return switch (check.text("kind").orElse("")) {
            case "contains", "equals" -> contains(text, ((Node.Str) value).value());
            case "any" -> ((Node.Arr) value).items().stream().anyMatch(one -> contains(text, ((Node.Str) one).value()));
            case "not_contains" -> !text.contains(((Node.Str) value).value());
            case "regexp" ->
                Pattern.compile(((Node.Str) value).value().replace(ROOT, ""))
                        .matcher(text)
                        .find();
            default -> throw new IllegalArgumentException("unknown check " + check.text("kind"));
        };
    }

    private static boolean contains(String text, String value) {
        return folded(text).contains(folded(value.replace(ROOT, "")));
    }

    private static String folded(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private Outcome compared(Node.Obj expected, String actual) {
        Optional<String> wanted = text("expected.yaml");
        if (wanted.isPresent()) {
            String want = withoutVersion(wanted.get());
            String have = withoutVersion(actual);
            if (want.equals(have)) {
                return Outcome.BYTE_EQUAL;
            }
            if (roots(want).equals(roots(have))) {
                return Outcome.SEMANTIC_EQUAL;
            }
            detail = "\n--- wanted\n" + want + "--- built\n" + have;
            return Outcome.DIFFERENT;
        }
        for (Node part : expected.array("contains").items()) {
            if (!actual.contains(((Node.Str) part).value())) {
                detail = "without " + ((Node.Str) part).value() + "\n" + actual;
                return Outcome.DIFFERENT;
            }
        }
        return expected.array("contains").size() > 0 ? Outcome.CONTAINS_OK : Outcome.BUILDS_OK;
    }

    private Optional<String> text(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The version in the label of the builder is its own. */
    private static String withoutVersion(String text) {
        return text.replaceAll("managed-by: kustomize-\\S+", "managed-by: kustomize-VERSION");
    }

    private static List<Node> roots(String text) {
        return Parser.tolerant().parseYaml("text", text).stream()
                .map(Document::root)
                .toList();
    }
}
