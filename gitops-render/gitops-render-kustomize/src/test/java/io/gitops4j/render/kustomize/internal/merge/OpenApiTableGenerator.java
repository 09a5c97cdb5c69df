package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Makes the built-in OpenAPI table from Kustomize's own copies. How to run it is in {@code
 * gitops-render/gitops-render-kustomize/src/schemas/README.md}. The same documents give the same bytes.
 */
final class OpenApiTableGenerator {
    private static final Set<String> KEPT =
            Set.of("x-kubernetes-patch-strategy", "x-kubernetes-patch-merge-key", "x-kubernetes-list-map-keys", "$ref");
    private static final String KIND = "x-kubernetes-group-version-kind";
    private static final String START = "#/definitions/";

    private final Map<String, Node.Obj> definitions = new TreeMap<>();

    private OpenApiTableGenerator(Node.Obj document) {
        Node.Obj all = document.object("definitions");
        for (int i = 0; i < all.size(); i++) {
            definitions.put(all.key(i), (Node.Obj) all.value(i));
        }
    }

    /**
     * Writes the table.
     *
     * @param arguments the file to write, Kustomize's compressed bundle of the OpenAPI of Kubernetes, and its own {@code
     *     kustomizationapi/swagger.json}
     */
    public static void main(String... arguments) throws IOException {
        Files.write(Path.of(arguments[0]), generate(Path.of(arguments[1]), Path.of(arguments[2])));
    }

    static byte[] generate(Path bundle, Path kustomization) throws IOException {
        Node.Obj kubernetes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(bundle))) {
            kubernetes = read(in.readAllBytes());
        }
        Node.Obj lean = new OpenApiTableGenerator(kubernetes).lean().with("paths", paths(kubernetes));
        Node.Obj table = Node.objectBuilder()
                .put("kubernetes", lean)
                .put("kustomize", new OpenApiTableGenerator(read(Files.readAllBytes(kustomization))).lean())
                .build();
        // a definition a line, so that a later version shows what it changes
        String text = new String(Printer.canonicalJson(table), java.nio.charset.StandardCharsets.UTF_8)
                .replace("},\"io.k8s.", "},\n\"io.k8s.")
                .replace("},\"/", "},\n\"/");
        return (text + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Node.Obj read(byte[] content) {
        return Parser.tolerant()
                .limits(TextLimits.builder().bytes(64 << 20).build())
                .parseOne("openapi", content);
    }

    /** The definitions that lead to a list that is merged, without all that a merge does not ask for. */
    private Node.Obj lean() {
        Set<String> telling = telling();
        ObjBuilder lean = Node.objectBuilder();
        definitions.forEach((name, definition) -> {
            if (telling.contains(name)) {
                lean.put(name, definition(definition, telling));
            }
        });
        return Node.objectBuilder().put("definitions", lean.build()).build();
    }

    private Set<String> telling() {
        Set<String> telling = new TreeSet<>();
        int before = -1;
        while (telling.size() > before) {
            before = telling.size();
            definitions.forEach((name, definition) -> {
                if (definition.object("properties").keys().stream()
                        .anyMatch(field -> tells(definition.object("properties").object(field), telling))) {
                    telling.add(name);
                }
            });
        }
        return telling;
    }

    private static boolean tells(Node.Obj schema, Set<String> telling) {
        boolean merges = schema.text("x-kubernetes-patch-strategy")
                .filter(strategy -> strategy.contains("merge"))
                .isPresent();
        String reference = schema.text("$ref").orElse("");
        return merges
                || reference.startsWith(START) && telling.contains(reference.substring(START.length()))
                || schema.get("items") instanceof Node.Obj items && tells(items, telling)
                || schema.get("additionalProperties") instanceof Node.Obj values && tells(values, telling);
    }

    private static Node.Obj definition(Node.Obj definition, Set<String> telling) {
        ObjBuilder properties = Node.objectBuilder();
        Node.Obj fields = definition.object("properties");
        for (String field : fields.keys()) {
            if (tells(fields.object(field), telling)) {
                properties.put(field, field(fields.object(field)));
            }
        }
        ObjBuilder lean = Node.objectBuilder().put("properties", properties.build());
        Node kinds = definition.get(KIND);
        if (kinds != null) {
            lean.put(KIND, kinds);
        }
        return lean.build();
    }

    private static Node.Obj field(Node.Obj schema) {
        ObjBuilder lean = Node.objectBuilder();
        for (String key : schema.keys()) {
            Node value = schema.get(key);
            if (KEPT.contains(key) || key.equals("type") && Node.of("array").equals(value)) {
                lean.put(key, value);
            } else if ((key.equals("items") || key.equals("additionalProperties")) && value instanceof Node.Obj of) {
                lean.put(key, field(of));
            }
        }
        return lean.build();
    }

    /** The bundle keeps the scopes without their paths; one path a kind says the same. */
    private static Node.Obj paths(Node.Obj bundle) {
        ObjBuilder paths = Node.objectBuilder();
        for (Node resource : bundle.array("resources").items()) {
            String apiVersion = resource.text("apiVersion").orElseThrow();
            String kind = resource.text("kind").orElseThrow();
            String scope = resource.text("scope").orElse("");
            if (!scope.isEmpty()) {
                int slash = apiVersion.indexOf('/');
                Node gvk = Node.objectBuilder()
                        .put("group", slash < 0 ? "" : apiVersion.substring(0, slash))
                        .put("version", apiVersion.substring(slash + 1))
                        .put("kind", kind)
                        .build();
                Node get = Node.objectBuilder()
                        .put("get", Node.objectBuilder().put(KIND, gvk).build())
                        .build();
                String namespace = scope.equals("Namespaced") ? "namespaces/{namespace}/" : "";
                paths.put("/" + apiVersion + "/" + namespace + kind, get);
            }
        }
        return paths.build();
    }
}
