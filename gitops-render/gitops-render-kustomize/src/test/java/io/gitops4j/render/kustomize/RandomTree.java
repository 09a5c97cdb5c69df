package io.gitops4j.render.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A tree of bases, overlays and components made up from a seed. */
@SuppressWarnings("StringConcatToTextBlock") // the choices in between read better so
final class RandomTree {
    private static final List<String> NAMES = List.of("web", "api", "db", "cache", "job");
    private static final List<String> WORKLOADS = List.of("Deployment", "StatefulSet", "DaemonSet");

    private final Random random;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> objects = new ArrayList<>();
    private final List<String> generated = new ArrayList<>();

    RandomTree(long seed) {
        this.random = new Random(seed);
    }

    /** The files by path; the last overlay is in {@code top}. */
    Map<String, String> files() {
        int bases = 1 + random.nextInt(2);
        List<String> roots = new ArrayList<>();
        for (int i = 0; i < bases; i++) {
            base("base" + i, i);
            roots.add("../base" + i);
        }
        if (random.nextBoolean()) {
            component();
        }
        int levels = random.nextInt(3);
        for (int i = 0; i < levels; i++) {
            overlay("overlay" + i, roots, false);
            roots = List.of("../overlay" + i);
        }
        overlay("top", roots, true);
        return files;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void base(String folder, int number) {
        StringBuilder kustomization = new StringBuilder("resources:\n");
        List<String> names = new ArrayList<>(NAMES);
        java.util.Collections.shuffle(names, random);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String name = names.get(i) + (number == 0 ? "" : number);
            kustomization.append("- ").append(name).append(".yaml\n");
            files.put(folder + "/" + name + ".yaml", application(name));
        }
        if (chance(60)) {
            String name = "settings" + number;
            generated.add(name);
            kustomization
                    .append("configMapGenerator:\n- name: ")
                    .append(name)
                    .append('\n')
                    .append(sources(folder));
        }
        if (chance(30)) {
            String name = "login" + number;
            kustomization
                    .append("secretGenerator:\n- name: ")
                    .append(name)
                    .append("\n  literals: [user=me, \"pass=a b\"]\n");
        }
        if (chance(20)) {
            kustomization.append("generatorOptions:\n  labels: {made: here}\n");
            if (chance(50)) {
                kustomization.append("  disableNameSuffixHash: true\n");
            }
        }
        changes(kustomization);
        files.put(folder + "/kustomization.yaml", kustomization.toString());
    }

    private String sources(String folder) {
        StringBuilder sources = new StringBuilder("  literals: [a=1, \"b=two words\", 'c=\"x\"']\n");
        if (chance(40)) {
            files.put(folder + "/app.properties", "# comment\nkey=value\n\nlonger=" + "word ".repeat(30) + "\n");
            sources.append(chance(50) ? "  files: [app.properties]\n" : "  envs: [app.properties]\n");
        }
        return sources.toString();
    }

    private String application(String name) {
        String kind = any(WORKLOADS);
        objects.add(kind + "/" + name);
        StringBuilder text = new StringBuilder();
        text.append("apiVersion: apps/v1\nkind: ")
                .append(kind)
                .append("\nmetadata:\n  name: ")
                .append(name);
        if (chance(30)) {
            text.append("\n  namespace: ").append(any(List.of("default", "shop", "other")));
        }
        if (chance(50)) {
            text.append("\n  labels: {app: ").append(name).append("}");
        }
        text.append("\nspec:\n");
        if (!kind.equals("DaemonSet")) {
            text.append("  replicas: ").append(random.nextInt(5)).append('\n');
        }
        text.append("  selector:\n    matchLabels: {app: ")
                .append(name)
                .append("}\n  template:\n    metadata:\n      labels: {app: ")
                .append(name)
                .append("}\n    spec:\n      containers:\n      - name: app\n        image: registry.example/")
                .append(name)
                .append(any(List.of("", ":v1", ":1.2.3-alpine")))
                .append(
                        "\n        ports:\n        - {containerPort: 8080}\n        env:\n        - {name: A, value: \"1\"}\n");
        if (!generated.isEmpty() || chance(50)) {
            String map = generated.isEmpty() ? "settings0" : any(generated);
            text.append("        envFrom:\n        - configMapRef: {name: ")
                    .append(map)
                    .append("}\n");
        }
        if (chance(40)) {
            text.append("      volumes:\n      - name: config\n        configMap: {name: settings0}\n"
                    + "      - name: login\n        secret: {secretName: login0}\n");
        }
        if (chance(40)) {
            text.append("      serviceAccountName: ").append(name).append('\n');
        }
        if (chance(70)) {
            objects.add("Service/" + name);
            text.append("---\napiVersion: v1\nkind: Service\nmetadata: {name: ")
                    .append(name)
                    .append("}\nspec:\n  selector: {app: ")
                    .append(name)
                    .append("}\n  ports:\n  - {port: 80, targetPort: 8080}\n");
        }
        extras(text, name, kind);
        return text.toString();
    }

    private void extras(StringBuilder text, String name, String kind) {
        if (chance(30)) {
            text.append("---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ")
                    .append(name)
                    .append("}\n");
            text.append("---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: ")
                    .append(name)
                    .append(
                            "}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects:\n")
                    .append("- {kind: ServiceAccount, name: ")
                    .append(name)
                    .append(", namespace: default}\n");
        }
        if (chance(25)) {
            text.append("---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: ")
                    .append(name)
                    .append("}\nspec:\n  maxReplicas: 5\n  scaleTargetRef: {apiVersion: apps/v1, kind: ")
                    .append(kind)
                    .append(", name: ")
                    .append(name)
                    .append("}\n");
        }
        if (chance(25)) {
            text.append("---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: ")
                    .append(name)
                    .append("}\nspec:\n  rules:\n  - host: shop.example\n    http:\n      paths:\n      - path: /\n"
                            + "        pathType: Prefix\n        backend: {service: {name: ")
                    .append(name)
                    .append(", port: {number: 80}}}\n");
        }
        if (chance(20)) {
            text.append("---\napiVersion: example.com/v1\nkind: Widget\nmetadata: {name: ")
                    .append(name)
                    .append("}\nspec:\n  parts: [a, b]\n  list:\n  - {name: x, v: 1.0}\n  - {name: y, v: 017}\n");
        }
    }

    private void component() {
        StringBuilder kustomization =
                new StringBuilder("apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n");
        changes(kustomization);
        if (chance(50)) {
            kustomization.append("commonAnnotations: {from: component}\n");
        }
        kustomization.append("buildMetadata: []\n");
        files.put("part/kustomization.yaml", kustomization.toString());
    }

    private void overlay(String folder, List<String> roots, boolean top) {
        StringBuilder kustomization = new StringBuilder("resources:\n");
        roots.forEach(root -> kustomization.append("- ").append(root).append('\n'));
        if (files.containsKey("part/kustomization.yaml") && chance(top ? 70 : 20)) {
            kustomization.append("components: [../part]\n");
        }
        if (!generated.isEmpty() && chance(40)) {
            kustomization
                    .append("configMapGenerator:\n- name: ")
                    .append(any(generated))
                    .append("\n  behavior: ")
                    .append(any(List.of("merge", "replace")))
                    .append("\n  literals: [over=lay, a=9]\n");
        }
        if (chance(25)) {
            kustomization.append("replicas:\n- {name: ").append(name()).append(", count: 7}\n");
        }
        if (chance(20)) {
            kustomization
                    .append("replacements:\n- source: {kind: Service, name: ")
                    .append(name())
                    .append(", fieldPath: spec.ports.0.port}\n  targets:\n  - select: {kind: Deployment}\n"
                            + "    fieldPaths: [\"spec.template.spec.containers.[name=app].env.[name=A].value\"]\n");
        }
        if (top && chance(30)) {
            kustomization
                    .append("sortOptions: {order: ")
                    .append(any(List.of("fifo", "legacy")))
                    .append("}\n");
        }
        if (top && chance(15)) {
            kustomization
                    .append("buildMetadata: [")
                    .append(any(List.of("originAnnotations", "transformerAnnotations")))
                    .append("]\n");
        }
        changes(kustomization);
        files.put(folder + "/kustomization.yaml", kustomization.toString());
    }

    private String name() {
        String object = any(objects);
        return object.substring(object.indexOf('/') + 1);
    }

    private void changes(StringBuilder kustomization) {
        if (chance(30)) {
            kustomization
                    .append("namePrefix: ")
                    .append(any(List.of("dev-", "prod-", "x.")))
                    .append('\n');
        }
        if (chance(20)) {
            kustomization
                    .append("nameSuffix: ")
                    .append(any(List.of("-v2", "-blue")))
                    .append('\n');
        }
        if (chance(30)) {
            kustomization
                    .append("namespace: ")
                    .append(any(List.of("shop", "stage", "default")))
                    .append('\n');
        }
        if (chance(25)) {
            kustomization.append("labels:\n- pairs: {team: shop, \"n\": \"1\"}\n");
            if (chance(50)) {
                kustomization.append(chance(50) ? "  includeSelectors: true\n" : "  includeTemplates: true\n");
            }
        }
        if (chance(15)) {
            kustomization.append("commonLabels: {common: \"yes\"}\n");
        }
        if (chance(15)) {
            kustomization.append("commonAnnotations: {note: \"a: b\"}\n");
        }
        if (chance(25)) {
            kustomization
                    .append("images:\n- {name: registry.example/")
                    .append(any(NAMES))
                    .append(", newTag: v9}\n");
        }
        if (chance(45) && !objects.isEmpty()) {
            patches(kustomization);
        }
    }

    private void patches(StringBuilder kustomization) {
        kustomization.append("patches:\n");
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            String kind = any(WORKLOADS);
            if (chance(50)) {
                kustomization
                        .append("- target: {kind: ")
                        .append(kind)
                        .append(chance(50) ? "" : ", name: \"w.*|api\"")
                        .append("}\n  patch: |\n    apiVersion: apps/v1\n    kind: ")
                        .append(kind)
                        .append("\n    metadata: {name: any}\n    spec:\n      template:\n        spec:\n")
                        .append(any(List.of(
                                "          containers:\n          - name: app\n            env:\n            - {name: B, value: b}\n",
                                "          containers:\n          - name: side\n            image: side:1\n",
                                "          volumes:\n          - name: config\n            $patch: delete\n",
                                "          containers:\n          - $patch: replace\n          - {name: new, image: new}\n",
                                "          serviceAccountName: null\n          nodeSelector: {disk: ssd}\n")));
            } else {
                kustomization
                        .append("- target: {kind: ")
                        .append(kind)
                        .append("}\n  patch: '")
                        .append(any(List.of(
                                "[{\"op\": \"add\", \"path\": \"/metadata/annotations\", \"value\": {\"x\": \"y\"}}]",
                                "[{\"op\": \"replace\", \"path\": \"/spec/template/spec/containers/0/name\", \"value\": \"app\"}]",
                                "[{\"op\": \"add\", \"path\": \"/spec/template/spec/containers/0/env/-\", \"value\": {\"name\": \"C\"}}]",
                                "[{\"op\": \"remove\", \"path\": \"/spec/template/metadata/labels\"}]")))
                        .append("'\n");
            }
        }
    }
}
