package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.testkit.MemorySnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a renderer of charts is handed, against what the kustomize program that {@code GITOPS4J_KUSTOMIZE} names hands to Helm, in
 * whose place stands a script that shows it.
 */
class ChartDifferentialTest {
    private static final String HELM = """
            #!/bin/sh
            if [ "$1" = version ]; then echo v3.14.0; exit 0; fi
            printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: shown}\\ndata:\\n  args: "%s"\\n' "$*"
            before=
            number=0
            for argument in "$@"; do
              if [ "$before" = -f ]; then
                number=$((number + 1))
                printf '  values%s: "%s"\\n' $number "$(base64 < "$argument" | tr -d '\\n')"
              fi
              before=$argument
            done
            """;

    private static final List<String> FILES = List.of(
            "image: web:1\nreplicas: 1\n",
            "# nothing yet\n",
            "{}\n",
            "null\n",
            "[a]\n",
            "a: \"text\"\nb: 017\nc: yes\nd: 2020-01-01\ne: 1.0\ng: 0o17\nh: ~\n",
            "list: [a, b]\nnested: {a: 1, list: [{name: a, value: 1}], deep: {x: 1, y: }}\ngone: here\nempty:\nspelt: null\n",
            "a: 1\n---\na: 2\n",
            """
            emb: {apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: x}, {name: b}], tolerations: [{key: a}]}}
            other: {apiVersion: v1, kind: Service, spec: {ports: [{port: 1, protocol: TCP}, {port: 2}]}}
            """);

    private static final List<String> INLINE = List.of(
            "{}",
            "{image: web:2, more: {a: [1, 2]}}",
            "{a: 80, b: text, c: false, e: 1000000, h: 1, list: [c], gone: null, empty: 1}",
            "{nested: {a: null, deep: {y: 2, z: null}, list: []}, spelt: {a: 1}, none: null, copy: {c: 3}, alias: {a: 2}}",
            "{emb: {apiVersion: v1, kind: Pod, spec: {containers: [{name: c}, {name: b, image: y}], tolerations: [{key: b}]}}, "
                    + "other: {apiVersion: v1, kind: Service, spec: {ports: [{port: 3, protocol: TCP}, {port: 1, protocol: TCP,"
                    + " name: web}]}}}",
            "{nested: {$patch: replace, only: 1}, list: x}",
            "{nested: text, image: {name: web}}");

    private static final List<String> MERGES = List.of("", "override", "merge", "replace");

    @TempDir
    Path folder;

    @Test
    void hands_on_what_the_program_hands_to_helm() throws Exception {
        String program =
                System.getProperty("GITOPS4J_KUSTOMIZE", System.getenv().getOrDefault("GITOPS4J_KUSTOMIZE", ""));
        assumeTrue(!program.isEmpty(), "no kustomize program: GITOPS4J_KUSTOMIZE names none");
        Path helm = Files.writeString(folder.resolve("helm"), HELM);
        Files.setPosixFilePermissions(helm, PosixFilePermissions.fromString("rwx------"));
        List<String> differences = new ArrayList<>();
        int alike = 0;
        for (Map<String, String> files : cases()) {
            String ours = ours(files);
            String theirs = theirs(program, helm, files);
            if (ours.equals(theirs) || ours.startsWith("refused") && theirs.startsWith("refused")) {
                alike++;
            } else {
                differences.add("\n--- here\n" + ours + "\n--- there\n" + theirs + "\n--- of\n" + files);
            }
        }
        System.out.println("kustomize charts: " + (alike + differences.size()) + ", differ " + differences.size());
        assertThat(differences.stream().limit(5).toList()).isEmpty();
    }

    private static List<Map<String, String>> cases() {
        List<Map<String, String>> cases = new ArrayList<>();
        for (String file : FILES) {
            for (String inline : INLINE) {
                for (String merge : MERGES) {
                    cases.add(repository(
                            "- {name: shop, valuesMerge: '" + merge
                                    + "', additionalValuesFiles: [more.yaml], valuesInline: " + inline + "}",
                            file));
                }
            }
        }
        for (String fields : List.of(
                "releaseName: blue, namespace: acme",
                "nameTemplate: green",
                "includeCRDs: true, skipTests: true, skipHooks: true, kubeVersion: v1.30.0, apiVersions: [a/v1, b/v1]",
                "debug: true, devel: true, version: 1.2.3",
                "valuesFile: more.yaml",
                "valuesFile: missing.yaml",
                "valuesFile: ../outside.yaml",
                "additionalValuesFiles: [../outside.yaml]",
                "valuesMerge: both",
                "unknown: x",
                "repo: 'https://charts.invalid', version: 1.2.3, valuesFile: more.yaml, valuesMerge: bad")) {
            cases.add(repository("- {name: shop, " + fields + "}", FILES.get(0)));
        }
        Map<String, String> older = repository("[]", FILES.get(0));
        older.put(
                "deploy/kustomization.yaml",
                "helmChartInflationGenerator: [{chartName: shop, releaseName: x, releaseNamespace: y, values: more.yaml,"
                        + " valuesLocal: {a: 1}, extraArgs: [b]}]");
        cases.add(older);
        return cases;
    }

    private static Map<String, String> repository(String charts, String values) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("deploy/kustomization.yaml", "helmCharts:\n" + charts + "\n");
        files.put("deploy/more.yaml", "more: {b: ~, c: [x]}\nlater: yes\n");
        files.put("outside.yaml", "image: other\n");
        files.put("deploy/charts/shop/Chart.yaml", "{apiVersion: v2, name: shop, version: 1.2.3}\n");
        files.put("deploy/charts/shop/values.yaml", values);
        return files;
    }

    private static String ours(Map<String, String> files) {
        MemorySnapshot.Builder snapshot = MemorySnapshot.builder();
        files.forEach(snapshot::file);
        try {
            return new KustomizeRenderer()
                    .withCharts(new ShownCharts())
                    .render(
                            RenderRequest.of(snapshot.build(), RepoPath.of("deploy"), Kustomize.build()),
                            Cancellation.none())
                    .manifests()
                    .get(0)
                    .body()
                    .text("data", "options")
                    .orElseThrow();
        } catch (GitOpsException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    private String theirs(String program, Path helm, Map<String, String> files) throws Exception {
        Path root = Files.createTempDirectory(folder, "case");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Path errors = root.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        program,
                        "build",
                        "--enable-helm",
                        "--helm-command",
                        helm.toString(),
                        root.resolve("deploy").toString())
                .redirectError(errors.toFile())
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        return process.waitFor() == 0
                ? handed(Parser.strict().parseOne("out", out))
                : "refused: " + Files.readString(errors);
    }

    /** The options that the arguments to Helm mean. */
    private static String handed(Node.Obj shown) {
        Node.Obj data = shown.object("data");
        String[] arguments = data.text("args").orElseThrow().split(" ");
        Node.Obj options = Node.object()
                .with("releaseName", Node.of(arguments[1].equals("--generate-name") ? "release-name" : arguments[1]));
        List<Node> apiVersions = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            String next = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--name-template" -> options = options.with("releaseName", Node.of(next));
                case "--namespace" -> options = options.with("namespace", Node.of(next));
                case "--kube-version" -> options = options.with("kubeVersion", Node.of(next));
                case "--api-versions" -> apiVersions.add(Node.of(next));
                case "--include-crds" -> options = options.with("includeCRDs", Node.of(true));
                case "--skip-tests" -> options = options.with("skipTests", Node.of(true));
                case "--no-hooks" -> options = options.with("skipHooks", Node.of(true));
                default -> {}
            }
        }
        options = apiVersions.isEmpty() ? options : options.with("apiVersions", Node.array(apiVersions));
        Node.Obj values = Node.object();
        for (int i = 1; data.has("values" + i); i++) {
            byte[] content = Base64.getDecoder().decode(data.text("values" + i).orElseThrow());
            var documents = Parser.tolerant().parseYaml("values", new String(content, StandardCharsets.UTF_8));
            Node root = documents.isEmpty() ? Node.object() : documents.get(0).root();
            if (root instanceof Node.Arr) {
                return "refused: Helm takes no list";
            }
            values = merged(values, root instanceof Node.Obj map ? map : Node.object());
        }
        return Printer.json(values.size() == 0 ? options : options.with("values", values), Mask.none());
    }

    private static Node.Obj merged(Node.Obj values, Node.Obj more) {
        Node.Obj all = values;
        for (String key : more.keys()) {
            boolean maps = more.get(key) instanceof Node.Obj && values.get(key) instanceof Node.Obj;
            all = all.with(key, maps ? merged(values.object(key), more.object(key)) : more.get(key));
        }
        return all;
    }
}
