package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaSourceTest {
    @Test
    void the_usual_chain_asks_the_cluster_then_the_definitions_then_the_table() {
        Node.Obj document = Yaml.object("""
                components:
                  schemas:
                    io.k8s.api.core.v1.Pod:
                      type: object
                      x-kubernetes-group-version-kind: [{group: '', version: v1, kind: Pod}]
                """);
        String hash = "5F1C";
        List<Node.Obj> definitions = List.of(Yaml.object("""
                spec:
                  group: example.org
                  names: {kind: Widget}
                  versions: [{name: v1, served: true, schema: {openAPIV3Schema: {type: object}}}]
                """));

        SchemaSource schemas = SchemaSource.firstOf(
                OpenApiSchemas.of(document, hash),
                CustomResourceSchemas.of(definitions),
                SchemaSource.builtIn(),
                SchemaSource.deduced());

        assertThat(source(schemas, "v1", "Pod")).isEqualTo(ObjectSchema.Source.CLUSTER);
        assertThat(source(schemas, "example.org/v1", "Widget")).isEqualTo(ObjectSchema.Source.DEFINITION);
        assertThat(source(schemas, "v1", "Service")).isEqualTo(ObjectSchema.Source.BUILT_IN);
        assertThat(source(schemas, "example.org/v1", "Gadget")).isEqualTo(ObjectSchema.Source.DEDUCED);
    }

    @Test
    void the_first_source_that_knows_a_kind_decides_however_little_it_knows() {
        SchemaSource own = (apiVersion, kind) ->
                Optional.of(ObjectSchema.of(FieldType.deduced(), ObjectSchema.Source.CLUSTER, "own")
                        .inexact());

        assertThat(SchemaSource.firstOf(own, SchemaSource.builtIn()).find("v1", "Pod"))
                .hasValueSatisfying(found -> assertThat(found.toString()).isEqualTo("CLUSTER inexact own"));
        assertThat(SchemaSource.firstOf().find("v1", "Pod")).isEmpty();
    }

    private static ObjectSchema.Source source(SchemaSource schemas, String apiVersion, String kind) {
        return schemas.find(apiVersion, kind).orElseThrow().source();
    }
}
