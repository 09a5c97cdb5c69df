package io.gitops4j.render.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.substitution.Part.Expansion;
import io.gitops4j.render.substitution.Part.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What upstream's own tests expect. Read from {@code envsubst} in the folder that the system property or environment variable
 * {@code GITOPS4J_CONFORMANCE} names, by default {@code ../shared/conformance} of a folder above.
 */
class EnvsubstConformanceTest {
    private final Optional<Path> folder =
            conformance().map(found -> found.resolve("envsubst")).filter(Files::isDirectory);

    @BeforeEach
    void needs_the_cases() {
        assumeTrue(
                folder.isPresent(),
                "no cases: GITOPS4J_CONFORMANCE names no folder with them, nor is ../shared/conformance there");
    }

    @Test
    void texts_are_evaluated() {
        check("eval", this::evaluates);
    }

    @Test
    void templates_are_read() {
        check("parse", one -> tree(Template.parse(text(one, "input"))).equals(one.object("tree")));
    }

    @Test
    void functions_are_applied() {
        check(
                "function",
                one -> apply(text(one, "function"), texts(one.array("args"))).equals(text(one, "output")));
    }

    @Test
    void whole_resources_are_substituted() {
        check("resource", this::substitutes);
    }

    private void check(String kind, Predicate<Node.Obj> passes) {
        List<String> failed = new ArrayList<>();
        int all = 0;
        for (Node node : read("cases.json")
                .get(0)
                .root()
                .at("cases")
                .map(Node.Arr.class::cast)
                .orElseThrow()
                .items()) {
            Node.Obj one = (Node.Obj) node;
            if (text(one, "kind").equals(kind)) {
                all++;
                if (!passes.test(one)) {
                    failed.add(text(one, "id"));
                }
            }
        }
        System.out.println("envsubst " + kind + ": passed " + (all - failed.size()) + " of " + all);
        assertThat(failed).isEmpty();
        assertThat(all).isPositive();
    }

    private boolean evaluates(Node.Obj one) {
        Map<String, Variable> variables = new HashMap<>();
        Node.Obj given = one.object("vars");
        given.keys().forEach(name -> variables.put(name, new Variable(text(given, name), false, "the case")));
        boolean strict = one.get("strict") == Node.of(true);
        try {
            Substituted result = Evaluation.of(Template.parse(text(one, "input")), variables, strict, new Effort());
            return text(one, "expect").equals("ok") && result.text().equals(text(one, "output"));
        } catch (GitOpsException refused) {
            Code code = text(one, "reason").equals("not-set") ? Code.INVALID_CONFIGURATION : Code.INVALID_TEXT;
            return text(one, "expect").equals("error") && refused.code().equals(code);
        }
    }

    private static String apply(String function, List<String> given) {
        Operator operator = switch (function) {
            case "len" -> Operator.LENGTH;
            case "lower" -> Operator.LOWER;
            case "lowerFirst" -> Operator.LOWER_FIRST;
            case "upper" -> Operator.UPPER;
            case "upperFirst" -> Operator.UPPER_FIRST;
            case "default" -> Operator.EQUALS;
            case "substr" -> Operator.SUBSTRING;
            default -> throw new AssertionError("an unknown function: " + function);
        };
        Expansion expansion = new Expansion(0, 0, "x", operator, List.of());
        return StringOperations.apply(expansion, given.get(0), given.subList(1, given.size()), new Effort());
    }

    private boolean substitutes(Node.Obj one) {
        Node.Obj postBuild = ((Node.Obj) read(text(one, "kustomization")).get(0).root())
                .object("spec")
                .object("postBuild");
        Map<String, Node.Obj> objects = new HashMap<>();
        for (String file : texts(one.array("objects"))) {
            Node.Obj object = (Node.Obj) read(file).get(0).root();
            objects.put(
                    text(object, "kind") + "/" + object.text("metadata", "name").orElseThrow(), object);
        }
        SubstitutionBuilder builder = Substitution.builder()
                .postBuild(postBuild, (kind, name) -> Optional.ofNullable(objects.get(kind + "/" + name)));
        builder = one.get("strict") == Node.of(true) ? builder : builder.lenient();
        builder = one.get("always") == Node.of(true) ? builder.always() : builder;
        List<Manifest> resources = read(text(one, "resources")).stream()
                .map(document -> Manifest.of((Node.Obj) document.root(), Origins.of(document)))
                .toList();
        List<Node.Obj> result =
                builder.build().apply(Rendered.of(resources), Facts.none(), Cancellation.none()).manifests().stream()
                        .map(Manifest::body)
                        .toList();
        return one.text("expected").isPresent()
                ? result.equals(
                        read(text(one, "expected")).stream().map(Document::root).toList())
                : holds(one, result);
    }

    private static boolean holds(Node.Obj one, List<Node.Obj> result) {
        String printed = String.join(
                "---\n",
                result.stream().map(body -> Printer.yaml(body, Mask.none())).toList());
        return texts(one.array("contains")).stream().allMatch(printed::contains)
                && texts(one.array("notContains")).stream().noneMatch(printed::contains);
    }

    /** The tree as upstream builds it: texts in one, lists of two that nest to the right. */
    private static Node tree(Template template) {
        return nested(merged(template, template.parts()));
    }

    private static Node nested(List<Node> nodes) {
        if (nodes.size() < 2) {
            return nodes.isEmpty() ? Node.objectBuilder().put("text", "").build() : nodes.get(0);
        }
        Node rest = nested(nodes.subList(1, nodes.size()));
        return Node.objectBuilder().put("list", Node.array(nodes.get(0), rest)).build();
    }

    private static List<Node> merged(Template template, List<Part> parts) {
        List<Node> nodes = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Text) {
                text.append(template.source(), part.start(), part.end());
            } else {
                add(nodes, text);
                nodes.add(function(template, (Expansion) part));
            }
        }
        add(nodes, text);
        return nodes;
    }

    private static void add(List<Node> nodes, StringBuilder text) {
        if (text.length() > 0) {
            nodes.add(Node.objectBuilder().put("text", text.toString()).build());
            text.setLength(0);
        }
    }

    private static Node function(Template template, Expansion expansion) {
        List<Node> arguments = new ArrayList<>();
        expansion.arguments().forEach(argument -> arguments.addAll(merged(template, argument)));
        Node.Obj function = Node.objectBuilder()
                .put("param", expansion.name())
                .put("name", expansion.operator().symbol())
                .put("args", Node.array(arguments))
                .build();
        return Node.objectBuilder().put("func", function).build();
    }

    private List<Document> read(String file) {
        try {
            return Parser.strict()
                    .parse(file, Files.readAllBytes(folder.orElseThrow().resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Node.Obj one, String field) {
        return one.text(field).orElseThrow();
    }

    private static List<String> texts(Node.Arr items) {
        return items.items().stream().map(item -> ((Node.Str) item).value()).toList();
    }

    private static Optional<Path> conformance() {
        String setting = "GITOPS4J_CONFORMANCE";
        String given = System.getProperty(setting, System.getenv().getOrDefault(setting, ""));
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given)).filter(Files::isDirectory);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared").resolve("conformance");
            if (Files.isDirectory(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
