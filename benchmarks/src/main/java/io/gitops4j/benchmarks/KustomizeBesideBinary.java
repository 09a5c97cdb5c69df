package io.gitops4j.benchmarks;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.Kustomize;
import io.gitops4j.render.kustomize.KustomizeRenderer;
import io.gitops4j.render.kustomize.KustomizeText;
import io.gitops4j.testkit.MemorySnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds of kustomizations here and by the program {@code kustomize} (of {@code -Dkustomize}), in turns in one run; what both
 * print is compared first. The program's time has its start in it, which is what a host that calls it pays. One line for each
 * figure: medians in milliseconds and the ratio.
 */
@SuppressWarnings("StringConcatToTextBlock") // the names in between read better so
public final class KustomizeBesideBinary {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final long WARM_UP = 5_000_000_000L;
    private static final int EDITS = 100;

    private KustomizeBesideBinary() {}

    /** Runs the shapes named, or all: flat, small, overlays. */
    public static void main(String[] shapes) throws Exception {
        List<String> wanted = shapes.length == 0 ? List.of("small", "overlays", "flat") : Arrays.asList(shapes);
        if (wanted.contains("small")) {
            compare("one Deployment, one patch", small(), "overlay", 1_000);
        }
        if (wanted.contains("overlays")) {
            overlays();
        }
        if (wanted.contains("flat")) {
            Map<Integer, Double> flat = new LinkedHashMap<>();
            for (String size : System.getProperty("sizes", "500,1000,2000,4000").split(",")) {
                int resources = Integer.parseInt(size);
                Pair took = compare(size + " flat resources, one overlay", flat(resources), "overlay", 5);
                flat.put(resources, took.here);
            }
            if (flat.containsKey(1000) && flat.containsKey(4000)) {
                System.out.printf(
                        "4000 flat resources take %.1f times what 1000 take%n", flat.get(4000) / flat.get(1000));
            }
        }
    }

    /**
     * What a build takes.
     *
     * @param here in milliseconds
     * @param there the program, in milliseconds
     */
    private record Pair(double here, double there) {}

    private static void overlays() throws Exception {
        Map<String, String> files = overlays(100, 40);
        Pair full = compare("100 overlays of 40 resources", files, "all", 10);
        KustomizeRenderer renderer = new KustomizeRenderer();
        MemorySnapshot before = snapshot(files);
        build(renderer, before, "all");
        List<Long> edits = new ArrayList<>();
        for (int i = 0; i < EDITS; i++) {
            files.put("overlay-7/kustomization.yaml", overlay("p7-", "ns7", i + 100));
            MemorySnapshot after = snapshot(files);
            long start = System.nanoTime();
            build(renderer, after, "all");
            edits.add(System.nanoTime() - start);
        }
        List<Long> warm = new ArrayList<>(edits.subList(EDITS / 2, EDITS));
        warm.sort(null);
        double edit = warm.get(warm.size() / 2) / 1e6;
        System.out.printf(
                "100 overlays, after an edit in one of them: %.2f ms, %.0f times as fast as kustomize's full build%n",
                edit, full.there / edit);
    }

    private static Pair compare(String title, Map<String, String> files, String folder, int inner) throws Exception {
        Path root = Files.createTempDirectory("kustomize");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        MemorySnapshot snapshot = snapshot(files);
        String ours = KustomizeText.of(build(new KustomizeRenderer(), snapshot, folder));
        String theirs = program(root.resolve(folder));
        if (!ours.equals(theirs)) {
            Files.writeString(Path.of("ours.yaml"), ours);
            Files.writeString(Path.of("theirs.yaml"), theirs);
            throw new IllegalStateException(title + ": both print something else, see ours.yaml and theirs.yaml");
        }
        long warm = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < warm) {
            build(new KustomizeRenderer(), snapshot, folder);
        }
        List<Long> here = new ArrayList<>();
        List<Long> there = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < inner; i++) {
                build(new KustomizeRenderer(), snapshot, folder);
            }
            here.add((System.nanoTime() - start) / inner);
            start = System.nanoTime();
            program(root.resolve(folder));
            there.add(System.nanoTime() - start);
        }
        here.sort(null);
        there.sort(null);
        double mine = here.get(ROUNDS / 2) / 1e6;
        double other = there.get(ROUNDS / 2) / 1e6;
        System.out.printf("%s: %.2f ms, kustomize %.1f ms, %.0f times%n", title, mine, other, other / mine);
        return new Pair(mine, other);
    }

    private static List<Node.Obj> build(KustomizeRenderer renderer, MemorySnapshot snapshot, String folder) {
        return renderer
                .render(RenderRequest.of(snapshot, RepoPath.of(folder), Kustomize.build()), Cancellation.none())
                .manifests()
                .stream()
                .map(Manifest::body)
                .toList();
    }

    private static String program(Path folder) throws IOException {
        Process process = new ProcessBuilder(System.getProperty("kustomize", "kustomize"), "build", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static MemorySnapshot snapshot(Map<String, String> files) {
        MemorySnapshot.Builder builder = MemorySnapshot.builder();
        files.forEach(builder::file);
        return builder.build();
    }

    private static Map<String, String> small() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("base/kustomization.yaml", "resources: [web.yaml]\n");
        files.put("base/web.yaml", deployment("web"));
        files.put(
                "overlay/kustomization.yaml",
                "resources: [../base]\npatches:\n- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n"
                        + "    metadata: {name: web}\n    spec:\n      template:\n        spec:\n          containers:\n"
                        + "          - name: app\n            resources: {limits: {memory: 1Gi}}\n");
        return files;
    }

    private static Map<String, String> flat(int size) {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder list = new StringBuilder("resources:\n");
        for (int i = 0; i < size / 2; i++) {
            list.append("- web-").append(i).append(".yaml\n");
            files.put("base/web-" + i + ".yaml", deployment("web-" + i) + "---\n" + service("web-" + i));
        }
        files.put("base/kustomization.yaml", list.toString());
        files.put(
                "overlay/kustomization.yaml",
                "resources: [../base]\nnamePrefix: prod-\nnamespace: shop\nlabels:\n- pairs: {team: shop}\n"
                        + "  includeSelectors: true\nimages:\n- {name: registry.example/app, newTag: v2}\npatches:\n"
                        + "- target: {kind: Deployment, name: web-7}\n"
                        + "  patch: '[{\"op\": \"replace\", \"path\": \"/spec/replicas\", \"value\": 5}]'\n");
        return files;
    }

    private static Map<String, String> overlays(int overlays, int size) {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder list = new StringBuilder("resources:\n");
        for (int i = 0; i < size / 2; i++) {
            list.append("- web-").append(i).append(".yaml\n");
            files.put("base/web-" + i + ".yaml", deployment("web-" + i) + "---\n" + service("web-" + i));
        }
        files.put("base/kustomization.yaml", list.toString());
        StringBuilder all = new StringBuilder("resources:\n");
        for (int i = 0; i < overlays; i++) {
            all.append("- ../overlay-").append(i).append('\n');
            files.put("overlay-" + i + "/kustomization.yaml", overlay("p" + i + "-", "ns" + i, i));
        }
        files.put("all/kustomization.yaml", all.toString());
        return files;
    }

    private static String overlay(String prefix, String namespace, int tag) {
        return "resources: [../base]\nnamePrefix: " + prefix + "\nnamespace: " + namespace
                + "\nimages:\n- {name: registry.example/app, newTag: v" + tag + "}\n";
    }

    private static String deployment(String name) {
        return "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: " + name
                + "\n  labels: {app: " + name + "}\nspec:\n  replicas: 2\n  selector:\n    matchLabels: {app: " + name
                + "}\n  template:\n    metadata:\n      labels: {app: " + name
                + "}\n    spec:\n      containers:\n      - name: app\n        image: registry.example/app:v1\n"
                + "        ports:\n        - {containerPort: 8080, name: http}\n        env:\n"
                + "        - {name: LOG_LEVEL, value: info}\n        resources:\n          limits: {cpu: 500m, memory: 256Mi}\n"
                + "          requests: {cpu: 100m, memory: 128Mi}\n        readinessProbe:\n"
                + "          httpGet: {path: /ready, port: http}\n";
    }

    private static String service(String name) {
        return "apiVersion: v1\nkind: Service\nmetadata:\n  name: " + name + "\nspec:\n  selector: {app: " + name
                + "}\n  ports:\n  - {name: http, port: 80, targetPort: http}\n";
    }
}
