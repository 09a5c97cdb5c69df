package io.gitops4j.render.kustomize;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.Suggestion;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mark;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One kustomization file, checked. Immutable. */
final class Kustomization {
    static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final Set<String> SUPPORTED = Set.of("apiVersion", "kind", "metadata", "resources");
    /** The other fields of upstream's {@code types.Kustomization}. */
    private static final List<String> KNOWN = List.of(
            "bases",
            "buildMetadata",
            "commonAnnotations",
            "commonLabels",
            "components",
            "configMapGenerator",
            "configurations",
            "crds",
            "generatorOptions",
            "generators",
            "helmChartInflationGenerator",
            "helmCharts",
            "helmGlobals",
            "imageTags",
            "images",
            "labels",
            "namePrefix",
            "nameSuffix",
            "namespace",
            "openapi",
            "patches",
            "patchesJson6902",
            "patchesStrategicMerge",
            "replacements",
            "replicas",
            "secretGenerator",
            "sortOptions",
            "transformers",
            "validators",
            "vars");

    /**
     * One entry of {@code resources}.
     *
     * @param text as written
     * @param where its place
     */
    record Resource(String text, Location where) {}

    private final String file;
    private final List<Resource> resources;

    private Kustomization(String file, List<Resource> resources) {
        this.file = file;
        this.resources = List.copyOf(resources);
    }

    /**
     * The kustomization of a file.
     *
     * @throws GitOpsException with all that is wrong in it
     */
    static Kustomization of(String file, byte[] content, TextLimits limits) {
        List<Document> documents = Parser.strict().limits(limits).parse(file, content);
        if (documents.isEmpty()) {
            throw refused(Location.file(file), "kustomization.yaml is empty: list at least one file under resources");
        }
        Document document = documents.get(0);
        if (documents.size() > 1) {
            throw refused(
                    documents.get(1).marks().locate(Path.root()),
                    "a kustomization file is one document, and this is another");
        }
        if (!(document.root() instanceof Node.Obj root)) {
            throw refused(document.marks().locate(Path.root()), "a kustomization is a mapping of fields");
        }
        Problems problems = Problems.none();
        checkFields(root, document, problems);
        List<Resource> resources = resources(root, document, problems);
        problems.throwIfAny();
        return new Kustomization(file, resources);
    }

    private static void checkFields(Node.Obj root, Document document, Problems problems) {
        List<String> all = new ArrayList<>(KNOWN);
        all.addAll(SUPPORTED);
        for (String field : root.keys()) {
            if (!all.contains(field)) {
                String message = "unknown field \"" + field + "\"" + Suggestion.didYouMean(field, all);
                problems.add(Problem.of(Code.INVALID_CONFIGURATION, key(document, field), message));
            } else if (!SUPPORTED.contains(field) && !isEmpty(root.at(field).orElseThrow())) {
                String wayOut = field.equals("bases") ? "; list the folders under resources" : "";
                problems.add(
                        Problem.of(Code.NOT_SUPPORTED, key(document, field), "not supported yet: " + field + wayOut));
            }
        }
        checkType(root, document, problems);
        if (root.keys().stream().allMatch(field -> field.equals("apiVersion") || field.equals("kind"))) {
            Location where = document.marks().locate(Path.root());
            String message = "kustomization.yaml is empty: list at least one file under resources";
            problems.add(Problem.of(Code.INVALID_CONFIGURATION, where, message));
        }
    }

    private static void checkType(Node.Obj root, Document document, Problems problems) {
        String kind = root.text("kind").orElse("Kustomization");
        if (kind.equals("Component")) {
            problems.add(Problem.of(
                    Code.NOT_SUPPORTED, key(document, "kind"), "not supported yet: kustomizations of kind Component"));
            return;
        }
        expect(root, document, "kind", "Kustomization", problems);
        expect(root, document, "apiVersion", "kustomize.config.k8s.io/v1beta1", problems);
    }

    private static void expect(Node.Obj root, Document document, String field, String value, Problems problems) {
        boolean as = root.at(field)
                .map(node -> isEmpty(node) || node.equals(Node.of(value)))
                .orElse(true);
        if (!as) {
            problems.add(Problem.of(
                    Code.INVALID_CONFIGURATION,
                    key(document, field),
                    "the " + field + " of a kustomization should be " + value));
        }
    }

    private static List<Resource> resources(Node.Obj root, Document document, Problems problems) {
        List<Resource> resources = new ArrayList<>();
        Node node = root.at("resources").orElse(Node.nil());
        if (!(node instanceof Node.Arr) && !isEmpty(node)) {
            problems.add(
                    Problem.of(Code.INVALID_CONFIGURATION, key(document, "resources"), "resources is a list of paths"));
        }
        Node.Arr list = root.array("resources");
        for (int i = 0; i < list.size(); i++) {
            Location where = document.marks().locate(Path.of("resources").index(i));
            if (list.get(i) instanceof Node.Str text && !text.value().isEmpty()) {
                resources.add(new Resource(text.value(), where));
            } else {
                problems.add(
                        Problem.of(Code.INVALID_CONFIGURATION, where, "a resource is the path of a file or folder"));
            }
        }
        return resources;
    }

    private static boolean isEmpty(Node node) {
        return node.kind() == Node.Kind.NULL
                || node instanceof Node.Arr arr && arr.size() == 0
                || node instanceof Node.Obj obj && obj.size() == 0
                || node instanceof Node.Str str && str.value().isEmpty();
    }

    private static Location key(Document document, String field) {
        Mark mark = document.marks().key(Path.of(field));
        return Location.of(document.file(), mark.line(), mark.column());
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }

    /** The path of the file. */
    String file() {
        return file;
    }

    /** The resources in their order. */
    List<Resource> resources() {
        return resources;
    }
}
