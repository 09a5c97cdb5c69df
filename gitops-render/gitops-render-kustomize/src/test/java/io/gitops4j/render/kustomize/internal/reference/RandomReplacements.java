package io.gitops4j.render.kustomize.internal.reference;

import java.util.List;
import java.util.Random;

/** Writes replacements between the objects of a {@link RandomFolder}, sensible ones and others. */
final class RandomReplacements {
    private static final List<String> FIELDS = List.of(
            "metadata.name",
            "metadata.labels.app",
            "metadata.annotations.[a.b/c]",
            "metadata.annotations.a\\\\.b",
            "data.x",
            "data.num",
            "data.new",
            "data.a\\\\.b",
            "data.j.k.l.1",
            "data.j.m",
            "data.j.k.z",
            "data.yml.k",
            "data.yml.l.0",
            "data.k",
            "spec.replicas",
            "spec.template.spec.containers.0.image",
            "spec.template.spec.containers.[name=m].image",
            "spec.template.spec.containers.*.image",
            "spec.template.spec.containers.[name=m2].name",
            "spec.template.spec.containers.[name=m3].image",
            "spec.template.spec.containers.2.name",
            "spec.template.spec.containers.5.name",
            "spec.template.spec.containers.-.name",
            "spec.template.spec.containers.*.env.[name=E].value",
            "spec.template.spec.containers.0.env.9",
            "spec.template.spec.containers.*.args",
            "spec.template.spec.containers.*.args.0",
            "spec.template.spec.containers.0.args.[=plain]",
            "spec.template.spec.nodeName",
            "spec.template.spec.x.y.z",
            "spec.ports.0.port",
            "spec.ports.*.name",
            "spec.ports.[name=web].port",
            "spec.ports.[port=81].name",
            "spec.clusterIP",
            "spec.clusterIP.x",
            "spec.ports",
            "spec",
            "rules.0.resourceNames.[=a]",
            "rules.*.resourceNames.1",
            "subjects.*.name",
            "roleRef.name",
            "nowhere.*",
            "list.0",
            "value",
            "data");

    private final Random random;
    private final List<String[]> made;

    /** Replacements between objects of the kinds and names {@code made}. */
    RandomReplacements(Random random, List<String[]> made) {
        this.random = random;
        this.made = made;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    void append(StringBuilder out) {
        out.append("replacements:\n");
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            List<String[]> known = made.stream()
                    .filter(id -> RandomFolder.VALUES.contains(id[0]))
                    .toList();
            if (chance(20) || known.isEmpty()) {
                out.append("- sourceValue: ")
                        .append(one(List.of("text", "\"90\"", "\"true\"", "\"1.5\"")))
                        .append('\n');
            } else {
                String[] object = chance(5) ? new String[] {"ConfigMap", "a"} : one(known);
                String kind = object[0];
                out.append("- source:\n    kind: ").append(kind).append('\n');
                if (chance(93)) {
                    out.append("    name: ").append(object[1]).append('\n');
                }
                if (chance(5)) {
                    out.append("    namespace: ")
                            .append(one(List.of("n1", "default")))
                            .append('\n');
                }
                out.append("    fieldPath: ").append(sourceField(kind)).append('\n');
                options(out, "    ");
            }
            out.append("  targets:\n");
            int targets = 1 + random.nextInt(2);
            for (int j = 0; j < targets; j++) {
                target(out);
            }
        }
    }

    private String sourceField(String kind) {
        return switch (kind) {
            case "ConfigMap" ->
                one(List.of("metadata.name", "data.x", "data.num", "data.[a.b]", "data.e", "data", "data.none"));
            case "Service" ->
                one(List.of(
                        "spec.ports.0.port",
                        "spec.clusterIP",
                        "spec.ports.-.name",
                        "spec.ports.[name=web].port",
                        "spec.ports",
                        "spec.ports.*.name",
                        "spec.ports.7"));
            case "Secret" -> one(List.of("metadata.name", "data.k", "type"));
            default ->
                one(List.of(
                        "spec.replicas",
                        "spec.template.spec.containers.0.image",
                        "spec.template.spec.containers",
                        "spec.template.spec.containers.[name=m].name",
                        "metadata.name"));
        };
    }

    private void options(StringBuilder out, String indent) {
        if (chance(35)) {
            out.append(indent).append("options: {");
            boolean part = chance(50);
            if (part) {
                out.append("delimiter: \"")
                        .append(one(List.of(".", ":", "-", "/")))
                        .append("\", index: ")
                        .append(random.nextInt(4) - 1);
            }
            if (!part || chance(50)) {
                out.append(part ? ", " : "").append("create: true");
            }
            out.append("}\n");
        }
    }

    private void target(StringBuilder out) {
        String kind = one(List.of(
                "ConfigMap",
                "ConfigMap",
                "Deployment",
                "Deployment",
                "Service",
                "StatefulSet",
                "Config.*",
                "Role|RoleBinding",
                "Secret"));
        out.append("  - select:\n      kind: ").append(kind).append('\n');
        if (chance(60)) {
            out.append("      name: ")
                    .append(one(List.of("a", "b", "c", "a|b", "p-.*", "'[a-b]'", ".*")))
                    .append('\n');
        }
        if (chance(15)) {
            out.append("      namespace: ")
                    .append(one(List.of("n1", "n.", "default")))
                    .append('\n');
        }
        if (chance(15)) {
            out.append("      labelSelector: ")
                    .append(one(List.of("app=a", "app", "'!app'", "app in (a,b)")))
                    .append('\n');
        }
        if (chance(20)) {
            out.append("    reject:\n    - ")
                    .append(one(List.of("name: a", "labelSelector: app=a", "{kind: ConfigMap, name: b}")))
                    .append('\n');
        }
        if (chance(90)) {
            out.append("    fieldPaths: [\"").append(field(kind)).append('"');
            if (chance(20)) {
                out.append(", \"").append(field(kind)).append('"');
            }
            out.append("]\n");
        }
        options(out, "    ");
    }

    /** A field that objects of {@code kind} have, mostly. */
    private String field(String kind) {
        String start =
                kind.startsWith("Config") || kind.equals("Secret") ? "data" : kind.startsWith("Role") ? "r" : "spec";
        if (chance(20)) {
            return one(FIELDS);
        }
        return one(FIELDS.stream()
                .filter(field -> field.startsWith("metadata") || field.startsWith(start))
                .filter(field -> !start.equals("spec") || field.startsWith("spec.template") != kind.equals("Service"))
                .toList());
    }
}
