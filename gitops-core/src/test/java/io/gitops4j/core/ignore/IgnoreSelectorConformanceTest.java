package io.gitops4j.core.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.pattern.TextPattern;
import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which objects Flux's selectors of ignore rules select. Read from {@code diff} in the folder that the system property or
 * environment variable {@code GITOPS4J_CONFORMANCE} names, by default {@code ../shared/conformance} of a folder above.
 */
class IgnoreSelectorConformanceTest {

    private final Optional<Path> folder = SharedFolder.find("GITOPS4J_CONFORMANCE", "conformance")
            .map(found -> found.resolve("diff"))
            .filter(Files::isDirectory);

    @BeforeEach
    void needs_the_cases() {
        assumeTrue(
                folder.isPresent(),
                "no cases: GITOPS4J_CONFORMANCE names no folder with them, nor is ../shared/conformance there");
    }

    @Test
    void flux_selectors() throws IOException {
        List<String> failed = new ArrayList<>();
        int all = 0;
        for (Node.Obj one : cases(folder.orElseThrow())) {
            if (!one.text("operation").filter("select"::equals).isPresent()) {
                continue;
            }
            all++;
            boolean expected = one.at("expected", "selected").orElseThrow().equals(Node.of(true));
            if (selected(one.object("select")) != expected) {
                failed.add(one.text("id").orElseThrow() + ": expected " + expected);
            }
        }

        System.out.println("diff ignore-rule-selector: passed " + (all - failed.size()) + " of " + all);
        assertThat(failed).isEmpty();
    }

    /** Whether an object is left out as a whole; what is compared of the others is the differ's. */
    @Test
    void objects_that_are_left_out() throws IOException {
        List<String> failed = new ArrayList<>();
        int all = 0;
        for (Node.Obj one : cases(folder.orElseThrow())) {
            List<IgnoreRule> rules = rules(one.object("options"));
            if (rules.isEmpty() || one.text("desired").isEmpty()) {
                continue;
            }
            all++;
            Path at = folder.orElseThrow().resolve(one.text("id").orElseThrow());
            IgnoreTarget target = IgnoreTarget.declared(read(at.resolve("desired.yaml")));
            target = one.text("live").isPresent() ? target.andLive(read(at.resolve("live.yaml"))) : target;
            boolean left = IgnoreRules.of(rules).ignored(target).treatment() != Treatment.COMPARED;
            if (left
                    != one.text("expected", "verdict")
                            .filter("EXCLUDED"::equals)
                            .isPresent()) {
                failed.add(one.text("id").orElseThrow() + ": left out is " + left);
            }
        }

        System.out.println("diff left out by rules: passed " + (all - failed.size()) + " of " + all);
        assertThat(failed).isEmpty();
    }

    private static List<IgnoreRule> rules(Node.Obj options) {
        List<IgnoreRule> rules = new ArrayList<>();
        marks(options.object("exclusionSelector")).forEach(marked -> rules.add(IgnoreRule.object(marked)));
        marks(options.object("ifNotPresentSelector")).forEach(marked -> rules.add(IgnoreRule.updates(marked)));
        pointers(options.array("ignorePaths"), ObjectSelector.all(), rules);
        for (Node rule : options.array("ignoreRules").items()) {
            Node.Obj fields = (Node.Obj) rule;
            pointers(fields.array("paths"), selector(fields.object("selector")), rules);
        }
        return rules;
    }

    private static void pointers(Node.Arr paths, ObjectSelector objects, List<IgnoreRule> rules) {
        for (Node path : paths.items()) {
            rules.add(IgnoreRule.of(objects, FieldSelector.pointer(((Node.Str) path).value())));
        }
    }

    /** A mark is a label or an annotation. */
    private static List<ObjectSelector> marks(Node.Obj given) {
        List<ObjectSelector> marks = new ArrayList<>();
        for (String key : given.keys()) {
            String mark = key + "=" + given.text(key).orElseThrow();
            marks.add(ObjectSelector.builder().labels(mark).build());
            marks.add(ObjectSelector.builder().annotations(mark).build());
        }
        return marks;
    }

    private static Node.Obj read(Path file) throws IOException {
        return Parser.tolerant().parseOne(file.toString(), Files.readAllBytes(file));
    }

    private static List<Node.Obj> cases(Path folder) throws IOException {
        List<Node.Obj> cases = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path one : found.sorted().map(at -> at.resolve("case.json")).toList()) {
                if (Files.isRegularFile(one)) {
                    cases.add(Parser.tolerant().parseOne(one.toString(), Files.readAllBytes(one)));
                }
            }
        }
        return cases;
    }

    private static boolean selected(Node.Obj question) {
        return selector(question.object("selector")).selects(object(question));
    }

    /** Flux's patterns are regular expressions of the whole text; an empty one asks for nothing. */
    private static ObjectSelector selector(Node.Obj given) {
        ObjectSelector.Builder out = ObjectSelector.builder();
        text(given, "group").ifPresent(text -> out.group(TextPattern.regex(text)));
        text(given, "version").ifPresent(text -> out.version(TextPattern.regex(text)));
        text(given, "kind").ifPresent(text -> out.kind(TextPattern.regex(text)));
        text(given, "name").ifPresent(text -> out.name(TextPattern.regex(text)));
        text(given, "namespace").ifPresent(text -> out.namespace(TextPattern.regex(text)));
        text(given, "labelSelector").ifPresent(out::labels);
        text(given, "annotationSelector").ifPresent(out::annotations);
        return out.build();
    }

    private static Optional<String> text(Node.Obj given, String key) {
        return given.text(key).filter(text -> !text.isEmpty());
    }

    private static Node.Obj object(Node.Obj question) {
        Node.Obj object = question.object("object");
        if (question.has("gvk")) {
            Node.Obj gvk = question.object("gvk");
            object = object.with(
                            "apiVersion",
                            Node.of(gvk.text("group").orElse("") + "/"
                                    + gvk.text("version").orElse("")))
                    .with("kind", Node.of(gvk.text("kind").orElse("")));
        }
        Node.Obj metadata = object.object("metadata");
        for (String key : List.of("name", "namespace", "labels", "annotations")) {
            Node value = question.get(key);
            metadata = value == null ? metadata : metadata.with(key, value);
        }
        return object.with("metadata", metadata);
    }
}
