package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Custom resource definitions of public projects, where copies of these are named by {@code GITOPS4J_REALWORLD}. */
class RealDefinitionsTest {
    private static final Parser PARSER = Parser.tolerant();

    @Test
    void every_definition_is_read_exactly() throws IOException {
        List<Node.Obj> definitions = definitions();
        CustomResourceSchemas schemas = CustomResourceSchemas.of(definitions);

        assertThat(definitions).isNotEmpty();
        for (Node.Obj definition : definitions) {
            Node.Obj spec = definition.object("spec");
            for (Node version : spec.array("versions").items()) {
                String apiVersion = spec.text("group").orElseThrow() + "/"
                        + version.text("name").orElseThrow();
                String kind = spec.text("names", "kind").orElseThrow();

                assertThat(schemas.find(apiVersion, kind))
                        .as(kind)
                        .hasValueSatisfying(
                                schema -> assertThat(schema.exact()).as(kind).isTrue());
            }
        }
    }

    @Test
    void a_prometheus_has_containers_told_by_name_as_the_API_server_has_them() throws IOException {
        Optional<ObjectSchema> prometheus =
                CustomResourceSchemas.of(definitions()).find("monitoring.coreos.com/v1", "Prometheus");
        assumeTrue(prometheus.isPresent(), "these repositories define no Prometheus");
        FieldType type = prometheus.orElseThrow().type();

        assertThat(Types.at(type, "spec.containers[].ports").list().keys())
                .containsExactly("containerPort", "protocol");
        assertThat(Types.field(type, "spec.containers[].ports[].protocol").defaultValue())
                .contains(Node.of("TCP"));
        assertThat(Types.at(type, "spec.resources.limits.*").scalar()).isEqualTo(Scalar.INT_OR_STRING);
        assertThat(Types.at(type, "spec.nodeSelector").map().isAtomic()).isFalse();
    }

    private static List<Node.Obj> definitions() throws IOException {
        Optional<Path> folder = SharedFolder.find("GITOPS4J_REALWORLD", "realworld");
        assumeTrue(folder.isPresent(), "no real repositories: set GITOPS4J_REALWORLD to run this");
        List<Node.Obj> definitions = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.orElseThrow())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                if (text.contains("\nkind: CustomResourceDefinition")) {
                    for (Document document : PARSER.parseYaml(file.getFileName().toString(), text)) {
                        if (document.root() instanceof Node.Obj obj) {
                            definitions.add(obj);
                        }
                    }
                }
            }
        }
        return definitions;
    }
}
