package io.gitops4j.render.kustomize.internal.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Writes folders of kustomizations whose objects refer to each other, by a seed that repeats. */
final class RandomFolder {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<String> KINDS = List.of(
            "ConfigMap",
            "Secret",
            "ServiceAccount",
            "PersistentVolumeClaim",
            "PersistentVolume",
            "Service",
            "Deployment",
            "StatefulSet",
            "Pod",
            "CronJob",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "HorizontalPodAutoscaler",
            "Ingress",
            "ValidatingWebhookConfiguration",
            "APIService",
            "StorageClass",
            "PriorityClass");

    /** Kinds that variables and replacements take values of. */
    static final List<String> VALUES = List.of("ConfigMap", "Service", "Secret", "Deployment");

    private final Random random;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final boolean withReplacements;
    private final boolean withVariables;

    /** Kind and name of the objects that were written so far. */
    private final List<String[]> made = new ArrayList<>();

    private RandomFolder(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L); // the first numbers of near seeds are alike
        int what = random.nextInt(4);
        this.withReplacements = what == 1 || what == 3;
        this.withVariables = what == 2;
    }

    /** The files by path. */
    static Map<String, String> files(long seed) {
        RandomFolder folder = new RandomFolder(seed);
        folder.layer("", 3);
        return folder.files;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String name() {
        return one(NAMES);
    }

    private void layer(String folder, int depth) {
        StringBuilder out = new StringBuilder();
        if (folder.isEmpty()) {
            out.append("sortOptions: {order: fifo}\n");
        }
        out.append("resources:\n");
        int bases = depth > 1 ? random.nextInt(depth == 3 ? 4 : 2) : 0;
        for (int i = 0; i < bases; i++) {
            String base = "base" + i;
            out.append("- ").append(base).append('\n');
            layer(folder + base + "/", depth - 1);
        }
        if (bases == 0 || chance(60)) {
            out.append("- objects.yaml\n");
            files.put(folder + "objects.yaml", objects());
        }
        if (chance(folder.isEmpty() ? 50 : 85)) {
            int number = folder.isEmpty() || chance(20) ? 0 : folder.charAt(folder.length() - 2) - '0';
            out.append("namePrefix: ")
                    .append(List.of("p-", "q-", "r-", "p-").get(number))
                    .append('\n');
        }
        if (chance(30)) {
            out.append("nameSuffix: ").append(one(List.of("-s", "-t"))).append('\n');
        }
        if (chance(30)) {
            out.append("namespace: ")
                    .append(one(List.of("n1", "n2", "default")))
                    .append('\n');
        }
        if (withReplacements && chance(80)) {
            new RandomReplacements(random, made).append(out);
        }
        if (withVariables && chance(70)) {
            variables(out, folder.replace("/", ""));
        }
        files.put(folder + "kustomization.yaml", out.toString());
    }

    private void variables(StringBuilder out, String unique) {
        out.append("vars:\n");
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            String name = "V" + i + (chance(15) ? "" : unique);
            out.append("- name: ").append(name).append('\n');
            List<String[]> known =
                    made.stream().filter(id -> VALUES.contains(id[0])).toList();
            String[] object = known.isEmpty() || chance(5) ? new String[] {one(VALUES), name()} : one(known);
            String kind = object[0];
            out.append("  objref: {apiVersion: ")
                    .append(apiVersion(kind))
                    .append(", kind: ")
                    .append(kind);
            out.append(", name: ")
                    .append(object[1])
                    .append(chance(8) ? ", namespace: n1" : "")
                    .append("}\n");
            if (chance(70)) {
                String field = switch (kind) {
                    case "ConfigMap" -> one(List.of("data.x", "data.num", "data.[a.b]", "data.e", "metadata.name"));
                    case "Secret" -> one(List.of("data.k", "metadata.namespace", "type"));
                    case "Service" ->
                        one(List.of("spec.ports[0].port", "spec.ports.0.port", "spec.clusterIP", "spec.ports"));
                    default ->
                        one(List.of(
                                "spec.template.spec.containers[0].image",
                                "spec.template.spec.containers.0.name",
                                "spec.template.spec.containers.[name=m].name",
                                "spec.replicas"));
                };
                out.append("  fieldref: {fieldPath: \"").append(field).append("\"}\n");
            }
        }
    }

    private String objects() {
        StringBuilder out = new StringBuilder();
        Set<String> ids = new LinkedHashSet<>();
        int count = 2 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            String kind = one(KINDS);
            String name = name();
            String namespace = chance(25) ? one(List.of("n1", "n2", "default")) : "";
            if (SmallBuild.SCOPES.clusterScoped(new io.gitops4j.render.kustomize.internal.resource.Gvk("", "", kind))) {
                namespace = "";
            }
            if (kind.equals("APIService")) {
                name = name + made.size(); // takes no prefix
            }
            if (!ids.add(kind + "/" + name + "/" + (namespace.isEmpty() ? "default" : namespace))) {
                continue;
            }
            out.append("---\napiVersion: ")
                    .append(apiVersion(kind))
                    .append("\nkind: ")
                    .append(kind);
            out.append("\nmetadata:\n  name: ").append(name).append('\n');
            if (!namespace.isEmpty()) {
                out.append("  namespace: ").append(namespace).append('\n');
            }
            if (chance(25)) {
                out.append("  labels: {app: ").append(name()).append("}\n");
            }
            if (kind.equals("Ingress") && chance(50)) {
                out.append("  annotations: {nginx.ingress.kubernetes.io/auth-secret: ")
                        .append(name())
                        .append("}\n");
            }
            made.add(new String[] {kind, name});
            body(kind, out);
        }
        return out.toString();
    }

    static String apiVersion(String kind) {
        return switch (kind) {
            case "Deployment", "StatefulSet" -> "apps/v1";
            case "CronJob" -> "batch/v1";
            case "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding" -> "rbac.authorization.k8s.io/v1";
            case "HorizontalPodAutoscaler" -> "autoscaling/v2";
            case "Ingress" -> "networking.k8s.io/v1";
            case "ValidatingWebhookConfiguration" -> "admissionregistration.k8s.io/v1";
            case "APIService" -> "apiregistration.k8s.io/v1";
            case "StorageClass" -> "storage.k8s.io/v1";
            case "PriorityClass" -> "scheduling.k8s.io/v1";
            default -> "v1";
        };
    }

    private void body(String kind, StringBuilder out) {
        switch (kind) {
            case "ConfigMap" ->
                out.append("data: {x: ")
                        .append(one(List.of("hello", "\"80\"", "a.b.c")))
                        .append(
                                ", num: \"7\", a.b: dotted, e: \"\", j: '{\"k\": {\"l\": [1, \"two\"]}, \"m\": \"x\"}', yml: \"k: v\\nl:\\n- one\\n- two\\n\"}\n");
            case "Secret" -> out.append("data: {k: c2VjcmV0}\ntype: Opaque\n");
            case "ServiceAccount" ->
                out.append("imagePullSecrets:\n- name: ").append(name()).append('\n');
            case "PersistentVolumeClaim" ->
                out.append("spec: {volumeName: ")
                        .append(name())
                        .append(", storageClassName: ")
                        .append(name())
                        .append("}\n");
            case "PersistentVolume" ->
                out.append("spec: {storageClassName: ").append(name()).append("}\n");
            case "Service" ->
                out.append("spec: {clusterIP: 10.0.0.1, ports: [{name: web, port: 8080},{name: web2, port: 81}]}\n");
            case "Deployment", "StatefulSet" -> {
                out.append("spec:\n  replicas: 3\n");
                if (kind.equals("StatefulSet")) {
                    out.append("  serviceName: ").append(name()).append('\n');
                }
                out.append("  template:\n    spec:\n");
                pod(out, "      ");
            }
            case "Pod" -> {
                out.append("spec:\n");
                pod(out, "  ");
            }
            case "CronJob" -> {
                out.append("spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n");
                pod(out, "          ");
            }
            case "Role", "ClusterRole" ->
                out.append("rules:\n- resources: [configmaps]\n  resourceNames: [")
                        .append(name())
                        .append(", ")
                        .append(name())
                        .append("]\n");
            case "RoleBinding", "ClusterRoleBinding" -> binding(kind, out);
            case "HorizontalPodAutoscaler" ->
                out.append("spec: {scaleTargetRef: {kind: Deployment, name: ")
                        .append(name())
                        .append("}}\n");
            case "Ingress" ->
                out.append("spec:\n  tls: [{secretName: ")
                        .append(name())
                        .append("}]\n  rules: [{http: {paths: [{backend: {service: {name: ")
                        .append(name())
                        .append("}}}]}}]\n");
            case "ValidatingWebhookConfiguration" ->
                out.append("webhooks:\n- name: w\n  clientConfig: {service: {name: ")
                        .append(name())
                        .append(chance(50) ? ", namespace: n1" : "")
                        .append("}}\n");
            case "APIService" ->
                out.append("spec: {service: {name: ").append(name()).append("}}\n");
            case "StorageClass" ->
                out.append("parameters: {secretName: ").append(name()).append("}\n");
            default -> out.append("value: 1\n");
        }
    }

    private void binding(String kind, StringBuilder out) {
        out.append("roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ");
        out.append(kind.equals("RoleBinding") ? one(List.of("Role", "ClusterRole")) : "ClusterRole");
        out.append(", name: ").append(name()).append("}\nsubjects:\n");
        for (int i = 0; i < 2; i++) {
            out.append("- {kind: ")
                    .append(one(List.of("ServiceAccount", "ServiceAccount", "User")))
                    .append(", name: ")
                    .append(name());
            out.append(chance(50) ? ", namespace: " + one(List.of("n1", "n2", "default")) : "")
                    .append("}\n");
        }
    }

    private void pod(StringBuilder out, String indent) {
        out.append(indent).append("serviceAccountName: ").append(name()).append('\n');
        if (chance(40)) {
            out.append(indent).append("priorityClassName: ").append(name()).append('\n');
        }
        out.append(indent).append("imagePullSecrets: [{name: ").append(name()).append("}]\n");
        out.append(indent).append("containers:\n");
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            out.append(indent).append("- name: ").append(i == 0 ? "m" : "m2").append('\n');
            out.append(indent).append("  image: nginx:1.2\n");
            if (chance(50)) {
                out.append(indent)
                        .append("  args: [\"")
                        .append(text())
                        .append("\", \"")
                        .append(text())
                        .append("\"]\n");
            }
            out.append(indent).append("  env:\n");
            out.append(indent).append("  - {name: E, value: \"").append(text()).append("\"}\n");
            out.append(indent)
                    .append("  - {name: F, valueFrom: {configMapKeyRef: {name: ")
                    .append(name())
                    .append(", key: k}}}\n");
            out.append(indent)
                    .append("  - {name: G, valueFrom: {secretKeyRef: {name: ")
                    .append(name())
                    .append(", key: k}}}\n");
            out.append(indent)
                    .append("  envFrom: [{configMapRef: {name: ")
                    .append(name())
                    .append("}}]\n");
        }
        out.append(indent).append("volumes:\n");
        out.append(indent)
                .append("- {name: v, configMap: {name: ")
                .append(name())
                .append("}}\n");
        out.append(indent)
                .append("- {name: w, secret: {secretName: ")
                .append(name())
                .append("}}\n");
        out.append(indent)
                .append("- {name: x, persistentVolumeClaim: {claimName: ")
                .append(name())
                .append("}}\n");
        out.append(indent)
                .append("- {name: z, projected: {sources: [{configMap: {name: ")
                .append(name())
                .append("}}, {secret: {name: ")
                .append(name())
                .append("}}]}}\n");
    }

    private String text() {
        return one(List.of(
                "$(V0)",
                "$(V1)",
                "$(V0base0)",
                "x $(V0) y",
                "$$(V0)",
                "$(V0)$(V1)",
                "$(NONE)",
                "$",
                "$(V0",
                "plain",
                "a$b",
                "$(V0base0)-$(V1base1)"));
    }
}
