package io.gitops4j.core.schema;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the built-in table of schemas from the OpenAPI v3 documents of Kubernetes. How to run it is in {@code
 * gitops-core/src/schemas/README.md}.
 *
 * <p>A later version of Kubernetes decides on all that it knows; what only an earlier one has is added: kinds, and fields.
 * The same documents give the same bytes.
 */
final class SchemaTableGenerator {
    private final Map<String, String> kinds = new TreeMap<>();
    private final Map<String, Node.Obj> schemas = new TreeMap<>();

    private SchemaTableGenerator() {}

    /**
     * Writes the table.
     *
     * @param arguments the file to write, then one folder of documents for each version of Kubernetes, named by the
     *     version, in any order
     */
    public static void main(String... arguments) throws IOException {
        List<Path> folders = Stream.of(arguments).skip(1).map(Path::of).toList();
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("say the file to write and a folder for each version of Kubernetes");
        }
        Files.write(Path.of(arguments[0]), generate(folders));
    }

    /** The table of all the documents in {@code folders}, each named by its version, such as {@code v1.36}. */
    static byte[] generate(List<Path> folders) throws IOException {
        SchemaTableGenerator generator = new SchemaTableGenerator();
        List<Path> latestFirst = folders.stream()
                .sorted((a, b) -> Integer.compare(minor(b), minor(a)))
                .toList();
        for (Path folder : latestFirst) {
            generator.add(folder);
        }
        StringBuilder versions = new StringBuilder();
        for (int i = latestFirst.size() - 1; i >= 0; i--) {
            versions.append(" 1.").append(minor(latestFirst.get(i)));
        }
        String lines = generator.lines();
        String hash = Digester.ofWords(List.of(lines)).toString();
        String digits = hash.substring(hash.length() - 16);
        return (SchemaTable.FORMAT + versions + " " + digits + "\n" + lines).getBytes(StandardCharsets.UTF_8);
    }

    private static int minor(Path folder) {
        String name = folder.getFileName().toString();
        return Integer.parseInt(name.substring("v1.".length()));
    }

    private void add(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith("_openapi.json"))
                    .sorted()
                    .toList()) {
                add(read(file));
            }
        }
    }

    /** An OpenAPI document as a server would send it. */
    static Node.Obj read(Path file) throws IOException {
        return Parser.tolerant()
                .limits(TextLimits.builder().build())
                .parseOne(file.getFileName().toString(), Files.readAllBytes(file));
    }

    private void add(Node.Obj document) {
        Node.Obj components = document.object("components").object("schemas");
        for (int i = 0; i < components.size(); i++) {
            Node.Obj schema = (Node.Obj) components.value(i);
            schemas.merge(components.key(i), (Node.Obj) Keywords.lean(schema), SchemaTableGenerator::merged);
            Node.Obj metadata = schema.object(Keywords.PROPERTIES).object("metadata");
            if (WellKnownTypes.OBJECT_META.equals(Keywords.reference(metadata))) {
                addKinds(components.key(i), schema);
            }
        }
    }

    private void addKinds(String component, Node.Obj schema) {
        for (Node each : schema.array(Keywords.GROUP_VERSION_KIND).items()) {
            String group = each.text("group").orElseThrow();
            String version = each.text("version").orElseThrow();
            kinds.putIfAbsent(
                    (group.isEmpty() ? version : group + "/" + version) + " "
                            + each.text("kind").orElseThrow(),
                    component);
        }
    }

    /** {@code later}, with the fields that only {@code earlier} has. */
    private static Node.Obj merged(Node.Obj later, Node.Obj earlier) {
        Node.Obj fields = earlier.object(Keywords.PROPERTIES);
        ObjBuilder all = Node.objectBuilder();
        for (int i = 0; i < fields.size(); i++) {
            all.put(fields.key(i), fields.value(i));
        }
        Node.Obj own = later.object(Keywords.PROPERTIES);
        for (int i = 0; i < own.size(); i++) {
            all.put(own.key(i), own.value(i));
        }
        return fields.size() == 0 ? later : later.with(Keywords.PROPERTIES, all.build());
    }

    private String lines() {
        StringBuilder lines = new StringBuilder();
        kinds.forEach((kind, component) ->
                lines.append("kind ").append(kind).append(' ').append(component).append('\n'));
        for (String name : reachable()) {
            String json = new String(Printer.canonicalJson(schema(name)), StandardCharsets.UTF_8);
            lines.append("type ").append(name).append(' ').append(json).append('\n');
        }
        return lines.toString();
    }

    /** The components that a kind needs; others are of requests and of lists. */
    private TreeSet<String> reachable() {
        TreeSet<String> reached = new TreeSet<>();
        kinds.values().forEach(each -> reach(each, reached));
        return reached;
    }

    private void reach(String component, TreeSet<String> reached) {
        if (reached.add(component)) {
            references(schema(component)).forEach(each -> reach(each, reached));
        }
    }

    private Node.Obj schema(String name) {
        Node.Obj schema = schemas.get(name);
        if (schema == null) {
            throw new IllegalArgumentException("the documents have no component " + name);
        }
        return schema;
    }

    private static Stream<String> references(Node node) {
        if (node instanceof Node.Arr items) {
            return items.items().stream().flatMap(SchemaTableGenerator::references);
        }
        if (!(node instanceof Node.Obj obj)) {
            return Stream.empty();
        }
        return obj.keys().stream().flatMap(key -> {
            Node value = obj.get(key);
            return key.equals(Keywords.REF) && value instanceof Node.Str ref
                    ? Stream.of(ref.value().substring(Keywords.SCHEMAS.length()))
                    : value == null ? Stream.empty() : references(value);
        });
    }
}
