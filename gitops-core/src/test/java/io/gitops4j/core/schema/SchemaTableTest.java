package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in the library, and the documents that it was made from where {@code GITOPS4J_OPENAPI} names their folder. */
class SchemaTableTest {
    @Test
    void the_table_is_whole() throws IOException {
        SchemaTable table = SchemaTable.read(resource());

        assertThat(table.versions()).isEqualTo("1.33 1.34 1.35 1.36");
        assertThat(table.kinds()).hasSizeGreaterThan(100);
        for (String kind : table.kinds()) {
            List<String> names = List.of(kind.split(" "));
            ObjectSchema schema = table.find(names.get(0), names.get(1)).orElseThrow();

            assertThat(schema.exact()).as(kind).isTrue();
            assertThat(Types.at(schema.type(), "metadata.labels.*").scalar())
                    .as(kind)
                    .isEqualTo(Scalar.STRING);
        }
    }

    @Test
    void the_table_is_what_the_documents_give() throws IOException {
        assertThat(new String(SchemaTableGenerator.generate(documents()), StandardCharsets.UTF_8))
                .isEqualTo(new String(resource(), StandardCharsets.UTF_8));
    }

    @Test
    void every_kind_of_every_document_is_read_exactly_and_is_in_the_table() throws IOException {
        for (Path folder : documents()) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith("_openapi.json"))
                        .toList()) {
                    everyKindIsInTheTable(SchemaTableGenerator.read(file));
                }
            }
        }
    }

    private static void everyKindIsInTheTable(Node.Obj document) {
        OpenApiSchemas schemas = OpenApiSchemas.of(document);
        Node.Obj components = document.object("components").object("schemas");
        for (String component : components.keys()) {
            for (Node each : components
                    .object(component)
                    .array(Keywords.GROUP_VERSION_KIND)
                    .items()) {
                String group = each.text("group").orElseThrow();
                String version = each.text("version").orElseThrow();
                String apiVersion = group.isEmpty() ? version : group + "/" + version;
                String kind = each.text("kind").orElseThrow();
                ObjectSchema schema = schemas.find(apiVersion, kind).orElseThrow();

                assertThat(schema.exact()).as(component).isTrue();
                if (hasObjectMeta(components.object(component))) {
                    assertThat(SchemaSource.builtIn().find(apiVersion, kind))
                            .as(component)
                            .isPresent();
                }
            }
        }
    }

    private static boolean hasObjectMeta(Node.Obj schema) {
        String metadata = Keywords.reference(schema.object(Keywords.PROPERTIES).object("metadata"));
        return WellKnownTypes.OBJECT_META.equals(metadata);
    }

    @Test
    void what_is_no_table_is_refused() {
        for (String strange : List.of("", "gitops4j/schemas@2 1.36 abc\n", "gitops4j/schemas@1 1.36 abc\nword a b\n")) {
            assertThatThrownBy(() -> SchemaTable.read(strange.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void many_threads_read_one_type() throws IOException {
        SchemaTable table = SchemaTable.read(resource());

        List<FieldType> templates = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> i % 2 == 0 ? "Deployment" : "StatefulSet")
                .map(kind -> Types.at(table.find("apps/v1", kind).orElseThrow().type(), "spec.template"))
                .toList();

        assertThat(templates).allMatch(each -> each == templates.get(0));
        assertThat(Types.at(templates.get(0), "spec.containers[].name").scalar())
                .isEqualTo(Scalar.STRING);
    }

    @Test
    void a_kind_without_its_type_is_a_damage() {
        SchemaTable table = SchemaTable.read(
                "gitops4j/schemas@1 1.36 abc\nkind v1 Pod io.k8s.Pod\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> table.find("v1", "Pod"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the table of schemas is damaged at io.k8s.Pod");
    }

    /** A folder for each version that the table names. */
    private static List<Path> documents() throws IOException {
        List<String> versions = List.of(SchemaTable.read(resource()).versions().split(" "));
        List<Path> folders = SharedFolder.find("GITOPS4J_OPENAPI", "openapi").stream()
                .flatMap(folder -> versions.stream().map(version -> folder.resolve("v" + version)))
                .filter(Files::isDirectory)
                .toList();
        assumeTrue(
                folders.size() == versions.size(),
                "no documents: GITOPS4J_OPENAPI names no folder with one of each version, nor is ../shared/openapi there");
        return folders;
    }

    private static byte[] resource() throws IOException {
        try (InputStream in = Optional.ofNullable(BuiltInSchemas.class.getResourceAsStream(BuiltInSchemas.RESOURCE))
                .orElseThrow()) {
            return in.readAllBytes();
        }
    }
}
