package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The built-in table against {@code diff/schema-hints.json} of the conformance cases, which others took from the OpenAPI v2
 * document of Kubernetes 1.24. The folder is that of {@code GITOPS4J_CONFORMANCE}, by default {@code ../shared/conformance}
 * of a folder above.
 */
class SchemaHintsTest {
    /** Of 1.26: its type is no longer {@code TypedLocalObjectReference}, but one that has a namespace and is not atomic. */
    private static final String CHANGED_SINCE = "spec.dataSourceRef: atomic is now granular";

    @Test
    void the_table_agrees_with_the_hints_for_every_path_of_every_kind() throws IOException {
        Optional<Path> file = SharedFolder.find("GITOPS4J_CONFORMANCE", "conformance")
                .map(folder -> folder.resolve("diff/schema-hints.json"))
                .filter(Files::exists);
        assumeTrue(
                file.isPresent(), "no hints: GITOPS4J_CONFORMANCE names no folder, nor is ../shared/conformance there");
        Node.Obj hints = SchemaTableGenerator.read(file.orElseThrow());

        Set<String> differences = new TreeSet<>();
        int compared = 0;
        for (String key : hints.keys()) {
            List<String> names = List.of(key.split(" "));
            Optional<ObjectSchema> schema = SchemaSource.builtIn().find(names.get(0), names.get(1));
            if (schema.isPresent()) {
                Node.Obj paths = hints.object(key);
                compared += paths.size();
                paths.keys()
                        .forEach(path -> difference(schema.get().type(), path, paths.object(path))
                                .ifPresent(each -> differences.add(key + " " + path + ": " + each)));
            }
        }

        assertThat(differences).hasSize(8).allMatch(each -> each.endsWith(CHANGED_SINCE));
        assertThat(compared).isGreaterThan(1000);
    }

    private static Optional<String> difference(FieldType root, String path, Node.Obj hint) {
        FieldType type;
        try {
            type = Types.at(root, path);
        } catch (AssertionError gone) {
            return Optional.of("gone");
        }
        String expected = expected(hint);
        String actual = actual(type, hint);
        return expected.equals(actual) ? Optional.empty() : Optional.of(expected + " is now " + actual);
    }

    private static String expected(Node.Obj hint) {
        return hint.text("list").map(list -> list + keys(hint)).orElse("")
                + hint.text("map").orElse("")
                + hint.text("type").orElse("");
    }

    private static String keys(Node.Obj hint) {
        StringBuilder keys = new StringBuilder();
        for (Node key : hint.array("keys").items()) {
            String name = ((Node.Str) key).value();
            keys.append(' ').append(name);
            hint.text("keyDefaults", name).ifPresent(value -> keys.append('=').append(value));
        }
        return keys.toString();
    }

    private static String actual(FieldType type, Node.Obj hint) {
        StringBuilder words = new StringBuilder();
        if (hint.has("list") && type.list() != null) {
            words.append(
                    type.list().kind() == ListType.Kind.KEYED
                            ? "map"
                            : type.list().kind().name().toLowerCase(Locale.ROOT));
            for (String key : type.list().keys()) {
                words.append(' ').append(key);
                // a key that is required has the zero of its Go type for a default, which the hints do not name
                Types.field(type.list().element(), key)
                        .defaultValue()
                        .filter(value ->
                                value instanceof Node.Str text && !text.value().isEmpty())
                        .ifPresent(value -> words.append('=').append(((Node.Str) value).value()));
            }
        }
        if (hint.has("map") && type.map() != null) {
            words.append(type.map().isAtomic() ? "atomic" : "granular");
        }
        if (hint.has("type") && type.scalar() != null) {
            words.append(type.scalar().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return words.toString();
    }
}
