package io.gitops4j.render.kustomize.internal.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.merge.OpenApiChoice;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random patches of random objects against the real program, which {@code GITOPS4J_KUSTOMIZE} names. More than a build runs:
 * {@code -Dgitops4j.patches=5000 -Dgitops4j.seed=7}.
 */
class PatchDifferentialTest {
    private static final int AT_ONCE = 50;
    private static final int MOST_REFUSED = 20;
    private static final long SEED = Long.getLong("gitops4j.seed", 1L);
    private static final int CASES = Integer.getInteger("gitops4j.patches", 300);

    private static final String SCHEMA = """
            {"definitions": {"v1alpha1.MyCRD": {
              "properties": {
                "spec": {"properties": {"template": {"$ref": "#/definitions/io.k8s.api.core.v1.PodTemplateSpec"}}, "type": "object"}
              },
              "x-kubernetes-group-version-kind": [{"group": "example.com", "kind": "MyCRD", "version": "v1"}]},
             "io.k8s.api.core.v1.PodTemplateSpec": {"properties": {"spec": {"$ref": "#/definitions/io.k8s.api.core.v1.PodSpec"}}},
             "io.k8s.api.core.v1.PodSpec": {"properties": {"containers": {
               "items": {"$ref": "#/definitions/io.k8s.api.core.v1.Container"}, "type": "array",
               "x-kubernetes-patch-merge-key": "name", "x-kubernetes-patch-strategy": "merge"}}},
             "io.k8s.api.core.v1.Container": {"properties": {"ports": {
               "items": {"type": "object"}, "type": "array", "x-kubernetes-list-map-keys": ["containerPort", "protocol"],
               "x-kubernetes-patch-merge-key": "containerPort", "x-kubernetes-patch-strategy": "merge"}}}
            }}
            """;

    @TempDir
    Path folder;

    /** An object, the patch for it, and how the kustomization has it. */
    private record Case(String object, String entry) {}

    private enum Form {
        NAMED,
        CHOSEN,
        STRATEGIC,
        JSON,
        JSON_6902
    }

    @Test
    void patches_as_the_program_does() throws Exception {
        compare(List.of(Form.NAMED, Form.CHOSEN, Form.STRATEGIC), false);
    }

    @Test
    void merges_by_a_schema_of_one_s_own_as_the_program_does() throws Exception {
        compare(List.of(Form.NAMED, Form.CHOSEN, Form.STRATEGIC), true);
    }

    @Test
    void applies_json_patches_as_the_program_does() throws Exception {
        compare(List.of(Form.JSON, Form.JSON_6902), false);
    }

    private void compare(List<Form> forms, boolean schema) throws Exception {
        String program = System.getenv().getOrDefault("GITOPS4J_KUSTOMIZE", "");
        assumeTrue(!program.isEmpty(), "GITOPS4J_KUSTOMIZE names no kustomize program to compare with");
        int refused = 0;
        for (int start = 0; start < CASES; start += AT_ONCE) {
            List<Case> fitting = new ArrayList<>();
            for (int i = start; i < Math.min(CASES, start + AT_ONCE); i++) {
                Case each = make(SEED * 1_000_000 + i, forms, i - start, schema);
                if (ours(List.of(each), schema).isPresent()) {
                    fitting.add(each);
                } else if (refused++ < MOST_REFUSED) {
                    compare(program, List.of(each), schema);
                }
            }
            compare(program, fitting, schema);
        }
        assertThat(refused).as("refused").isLessThan(CASES / 2);
    }

    private static Case make(long seed, List<Form> forms, int number, boolean schema) {
        RandomYaml yaml = new RandomYaml(seed);
        Form form = forms.get((int) (seed % forms.size()));
        RandomYaml.Kind[] kinds = RandomYaml.Kind.values();
        RandomYaml.Kind kind = schema && seed % 2 == 0 ? RandomYaml.Kind.TYPED : kinds[(int) (seed / 7 % kinds.length)];
        if (form == Form.JSON || form == Form.JSON_6902) {
            // of these alone no other transformer of a build minds what a patch makes
            kind = seed % 4 < 2 ? RandomYaml.Kind.CUSTOM : RandomYaml.Kind.TYPED;
        }
        String object = yaml.object(kind, "r" + number, false);
        String target = "target: {name: r" + number + "}";
        return switch (form) {
            case NAMED -> new Case(object, "patches:\n- patch: |\n" + indented(yaml.object(kind, "r" + number, true)));
            case CHOSEN ->
                new Case(
                        object,
                        "patches:\n- " + target + "\n  patch: |\n" + indented(yaml.object(kind, "other", true)));
            case STRATEGIC ->
                new Case(object, "patchesStrategicMerge:\n- |\n" + indented(yaml.object(kind, "r" + number, true)));
            case JSON ->
                new Case(
                        object, "patches:\n- " + target + "\n  patch: |\n" + indented(yaml.operations(parsed(object))));
            case JSON_6902 ->
                new Case(
                        object,
                        "patchesJson6902:\n- " + target + "\n  patch: |\n" + indented(yaml.operations(parsed(object))));
        };
    }

    private static Node.Obj parsed(String object) {
        return (Node.Obj)
                Parser.strict().parseYaml("object.yaml", object).get(0).root();
    }

    private static String indented(String text) {
        return text.indent(4);
    }

    /** Compares all at once, and where the program refuses one of them, ever fewer, until it is found. */
    private void compare(String program, List<Case> cases, boolean schema) throws Exception {
        Optional<Map<String, Node>> theirs = theirs(program, cases, schema);
        if (theirs.isEmpty() && cases.size() > 1) {
            int half = cases.size() / 2;
            compare(program, cases.subList(0, half), schema);
            compare(program, cases.subList(half, cases.size()), schema);
            return;
        }
        Optional<Map<String, Node>> ours = ours(cases, schema);
        assertThat(ours.isEmpty()).as("refused: %s", cases).isEqualTo(theirs.isEmpty());
        if (theirs.isEmpty()) {
            return;
        }
        for (Case each : cases) {
            String name = each.object.replaceAll("(?s).*?metadata: \\{name: (r[0-9]+).*", "$1");
            assertThat(text(ours.get().get(name)))
                    .as("%s%n%s", each.object, each.entry)
                    .isEqualTo(text(theirs.get().get(name)));
        }
        assertThat(ours.get().keySet()).isEqualTo(theirs.get().keySet());
    }

    private static String text(@Nullable Node node) {
        return node == null ? "none" : Printer.jsonPretty(node, Mask.none());
    }

    private static String resources(List<Case> cases) {
        return String.join("\n---\n", cases.stream().map(Case::object).toList()) + "\n";
    }

    private Optional<Map<String, Node>> theirs(String program, List<Case> cases, boolean schema)
            throws IOException, InterruptedException {
        StringBuilder kustomization = new StringBuilder("resources: [resources.yaml]\n");
        if (schema) {
            kustomization.append("openapi: {path: schema.json}\n");
            java.nio.file.Files.writeString(folder.resolve("schema.json"), SCHEMA);
        }
        for (String field : List.of("patches", "patchesStrategicMerge", "patchesJson6902")) {
            List<String> entries = cases.stream()
                    .map(Case::entry)
                    .filter(entry -> entry.startsWith(field + ":"))
                    .map(entry -> entry.substring(field.length() + 2))
                    .toList();
            if (!entries.isEmpty()) {
                kustomization.append(field).append(":\n").append(String.join("", entries));
            }
        }
        java.nio.file.Files.writeString(folder.resolve("resources.yaml"), resources(cases));
        java.nio.file.Files.writeString(folder.resolve("kustomization.yaml"), kustomization.toString());
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(program, "build", folder.toString())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() != 0) {
            return Optional.empty();
        }
        Map<String, Node> byName = new TreeMap<>();
        for (Document document : Parser.strict().parseYaml("out", java.nio.file.Files.readString(out))) {
            byName.put(document.root().text("metadata", "name").orElse("none"), document.root());
        }
        return Optional.of(byName);
    }

    /** What we make of it; empty where we refuse it. */
    private static Optional<Map<String, Node>> ours(List<Case> cases, boolean schema) {
        try {
            return Optional.of(built(cases, schema));
        } catch (GitOpsException refused) {
            return Optional.empty();
        }
    }

    private static Map<String, Node> built(List<Case> cases, boolean schema) {
        OpenApiChoice types = new OpenApiChoice();
        if (schema) {
            types.choose(null, Parser.strict().parseOne("schema.json", SCHEMA.getBytes(StandardCharsets.UTF_8)), true);
        }
        ObjectReader reader = new ObjectReader(TextLimits.defaults());
        PatchContext context = new PatchContext(reader, new NoFiles(), types);
        Items items =
                new Items(reader.read("resources.yaml", resources(cases).getBytes(StandardCharsets.UTF_8)).stream()
                        .map(read -> read.item(types))
                        .toList());
        for (Case each : cases) {
            TransformerFields.of(each.entry, context).forEach(transformer -> transformer.transform(items));
        }
        Map<String, Node> byName = new TreeMap<>();
        for (Item item : items.list()) {
            byName.put(item.body().text("metadata", "name").orElse("none"), TransformerFields.printed(item));
        }
        return byName;
    }

    private record NoFiles() implements Files {
        @Override
        public byte[] read(String path, Location where) {
            throw new GitOpsException(Problem.of(Code.SOURCE_NOT_FOUND, where, "'/" + path + "' doesn't exist"));
        }

        @Override
        public String name(String path) {
            return path;
        }
    }
}
