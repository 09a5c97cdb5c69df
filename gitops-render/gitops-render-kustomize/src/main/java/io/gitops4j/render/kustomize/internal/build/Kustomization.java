package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.render.Problems;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One kustomization file, read ({@code api/types/kustomization.go}). The fields that only one transformer or generator wants
 * are theirs to read: {@link #settings} has them.
 */
final class Kustomization {
    static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final String TYPE = "kustomize.config.k8s.io/v1beta1";
    private static final String COMPONENT_TYPE = "kustomize.config.k8s.io/v1alpha1";
    private static final List<String> BUILD_METADATA =
            List.of("originAnnotations", "transformerAnnotations", "managedByLabel");
    /** What is older, and what to write instead. */
    private static final Map<String, String> DEPRECATED = Map.of(
            "bases", "resources",
            "commonLabels", "labels",
            "imageTags", "images",
            "patchesJson6902", "patches",
            "patchesStrategicMerge", "patches",
            "vars", "replacements");

    /** Fields that are read elsewhere; known here, so that a misspelt one is told. */
    private static final List<String> ELSEWHERE = List.of(
            "metadata",
            "openapi",
            "namePrefix",
            "nameSuffix",
            "namespace",
            "commonLabels",
            "labels",
            "commonAnnotations",
            "patchesStrategicMerge",
            "patchesJson6902",
            "patches",
            "images",
            "imageTags",
            "replacements",
            "replicas",
            "vars",
            "sortOptions",
            "configMapGenerator",
            "secretGenerator",
            "helmGlobals",
            "helmCharts",
            "helmChartInflationGenerator",
            "generatorOptions");

    private final String file;
    private final Settings settings;
    private final Problems problems;
    private final boolean component;
    private final List<Placed<String>> resources;
    private final List<Placed<String>> components;
    private final List<Placed<String>> configurations;
    private final List<Placed<String>> crds;
    private final List<Placed<String>> generators;
    private final List<Placed<String>> transformers;
    private final List<Placed<String>> validators;
    private final List<String> buildMetadata;
    private final List<Warning> warnings = new ArrayList<>();

    private Kustomization(String file, Settings settings, boolean component, Problems problems) {
        this.file = file;
        this.settings = settings;
        this.problems = problems;
        this.component = component;
        List<Placed<String>> all = new ArrayList<>(settings.texts("resources"));
        all.addAll(settings.texts("bases"));
        this.resources = List.copyOf(all);
        this.components = settings.texts("components");
        this.configurations = settings.texts("configurations");
        this.crds = settings.texts("crds");
        this.generators = settings.texts("generators");
        this.transformers = settings.texts("transformers");
        this.validators = settings.texts("validators");
        this.buildMetadata = buildMetadata(settings);
        ELSEWHERE.forEach(settings::has);
        settings.rejectUnknown();
        DEPRECATED.forEach((field, instead) -> {
            if (settings.has(field)) {
                warnings.add(new Warning(
                        settings.where(field), "'" + field + "' is deprecated. Please use '" + instead + "' instead."));
            }
        });
    }

    private static List<String> buildMetadata(Settings settings) {
        List<String> options = new ArrayList<>();
        for (Placed<String> option : settings.texts("buildMetadata")) {
            if (!BUILD_METADATA.contains(option.value())) {
                settings.wrong(
                        "buildMetadata", "\"" + option.value() + "\" is none of " + String.join(", ", BUILD_METADATA));
            }
            options.add(option.value());
        }
        return List.copyOf(options);
    }

    /**
     * The kustomization of a folder.
     *
     * @param listed the place that names the folder
     * @param overrides what a host wants beside what the file says
     * @throws GitOpsException with all that is wrong in the file, or where there is none or more than one
     */
    static Kustomization load(Root root, Location listed, TextLimits limits, Overrides overrides, Problems problems) {
        List<Entry> files =
                NAMES.stream().flatMap(name -> root.file(name).stream()).toList();
        if (files.isEmpty()) {
            throw refused(
                    listed,
                    "accumulating resources: unable to find one of 'kustomization.yaml', 'kustomization.yml' or "
                            + "'Kustomization' in directory '" + root.shown(".") + "'");
        }
        if (files.size() > 1) {
            throw refused(
                    root.place(),
                    "Found multiple kustomization files: "
                            + String.join(
                                    ", ",
                                    files.stream()
                                            .map(found -> found.path().name())
                                            .toList())
                            + "; keep one of them");
        }
        String name = NAMES.stream()
                .filter(known -> root.file(known).isPresent())
                .findFirst()
                .orElseThrow();
        byte[] content = root.read(name, listed);
        return of(name, document(root.name(name), content, limits), overrides, problems);
    }

    private static Document document(String file, byte[] content, TextLimits limits) {
        // like upstream, of a key that is there twice the last counts
        List<Document> documents = Parser.tolerant().limits(limits).parse(file, content);
        if (documents.isEmpty()) {
            throw refused(Location.file(file), "kustomization.yaml is empty: list at least one file under resources");
        }
        if (documents.size() > 1) {
            throw refused(
                    documents.get(1).marks().locate(Path.root()),
                    "a kustomization file is one document, and this is another");
        }
        return documents.get(0);
    }

    private static Kustomization of(String file, Document document, Overrides overrides, Problems problems) {
        Location start = document.marks().locate(Path.root());
        if (!(document.root() instanceof Node.Obj written)) {
            throw refused(start, "invalid Kustomization: a kustomization is a mapping of fields");
        }
        Node.Obj root = overrides.over(written);
        Settings settings = Settings.of(document, root, problems);
        String kind = settings.text("kind");
        boolean component = kind.equals("Component");
        if (!component && !kind.isEmpty() && !kind.equals("Kustomization")) {
            settings.wrong("kind", "kind should be Kustomization or Component");
        }
        String version = settings.text("apiVersion");
        String required = component ? COMPONENT_TYPE : TYPE;
        if (!version.isEmpty() && !version.equals(required)) {
            settings.wrong(
                    "apiVersion",
                    "apiVersion for " + (kind.isEmpty() ? "Kustomization" : kind) + " should be " + required);
        }
        boolean empty = root.keys().stream()
                .allMatch(field -> field.equals("apiVersion") || field.equals("kind") || isEmpty(root.get(field)));
        if (empty) {
            throw refused(start, "kustomization.yaml is empty: list at least one file under resources");
        }
        return new Kustomization(file, settings, component, problems);
    }

    private static boolean isEmpty(@Nullable Node node) {
        return node == null
                || node.kind() == Node.Kind.NULL
                || node instanceof Node.Str text && text.value().isEmpty();
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }

    /** The name of the file in its folder. */
    String file() {
        return file;
    }

    /** All fields. */
    Settings settings() {
        return settings;
    }

    /** What is wrong in the fields that were read so far. */
    Problems problems() {
        return problems;
    }

    /** Whether it is a component, which works on what includes it. */
    boolean isComponent() {
        return component;
    }

    /** Files and folders of objects, in their order. */
    List<Placed<String>> resources() {
        return resources;
    }

    /** Folders of components. */
    List<Placed<String>> components() {
        return components;
    }

    /** Files of field specs. */
    List<Placed<String>> configurations() {
        return configurations;
    }

    /** Files of definitions. */
    List<Placed<String>> crds() {
        return crds;
    }

    /** Files of, or inline, configurations of generators. */
    List<Placed<String>> generators() {
        return generators;
    }

    /** Files of, or inline, configurations of transformers. */
    List<Placed<String>> transformers() {
        return transformers;
    }

    /** Files of, or inline, configurations of validators. */
    List<Placed<String>> validators() {
        return validators;
    }

    /** What the build shall tell about itself. */
    List<String> buildMetadata() {
        return buildMetadata;
    }

    /** What is odd. */
    List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /** The namespace; empty for none. */
    Optional<String> namespace() {
        return Optional.of(settings.text("namespace")).filter(text -> !text.isEmpty());
    }
}
