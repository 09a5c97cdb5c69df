package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomResourceSchemasTest {
    @Test
    void each_served_version_has_its_own_schema() {
        CustomResourceSchemas schemas = CustomResourceSchemas.of(List.of(Yaml.object("""
                spec:
                  group: example.org
                  names: {kind: Widget}
                  versions:
                  - name: v1
                    served: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties: {spec: {type: object, properties: {size: {type: integer, default: 3}}}}
                  - name: v2
                    served: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties: {spec: {type: object, properties: {width: {type: integer}}}}
                  - name: v0
                    served: false
                    schema: {openAPIV3Schema: {type: object}}
                """)));

        ObjectSchema first = schemas.find("example.org/v1", "Widget").orElseThrow();
        ObjectSchema second = schemas.find("example.org/v2", "Widget").orElseThrow();
        assertThat(first.exact()).isTrue();
        assertThat(first.source()).isEqualTo(ObjectSchema.Source.DEFINITION);
        assertThat(Types.field(first.type(), "spec.size").defaultValue()).contains(Node.of(3));
        assertThat(Types.field(second.type(), "spec.width").defaultValue()).isEmpty();
        assertThat(first.hash()).isNotEqualTo(second.hash());
        assertThat(schemas.find("example.org/v0", "Widget")).isEmpty();
        assertThat(schemas.find("example.org/v1", "Gadget")).isEmpty();
    }

    @Test
    void the_root_has_the_metadata_of_every_object_whatever_it_says_of_it() {
        FieldType type = widget("""
                type: object
                properties:
                  metadata: {type: object, properties: {name: {type: string, maxLength: 5}}}
                """).type();

        assertThat(Types.at(type, "metadata.finalizers").list().kind()).isEqualTo(ListType.Kind.SET);
        assertThat(Types.at(type, "metadata.ownerReferences").list().keys()).containsExactly("uid");
        assertThat(Types.at(type, "kind").scalar()).isEqualTo(Scalar.STRING);
        assertThat(type.map().element()).isNull();
    }

    @Test
    void an_embedded_resource_has_the_metadata_of_every_object() {
        FieldType type = widget("""
                type: object
                properties:
                  template:
                    type: object
                    x-kubernetes-embedded-resource: true
                    x-kubernetes-preserve-unknown-fields: true
                """).type();

        assertThat(Types.at(type, "template.metadata.labels.*").scalar()).isEqualTo(Scalar.STRING);
        assertThat(Types.at(type, "template.spec")).isSameAs(FieldType.deduced());
    }

    @Test
    void strings_of_a_custom_resource_are_the_characters_they_are() {
        FieldType type = widget("""
                type: object
                properties:
                  port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                  until: {type: string, format: date-time}
                  data: {type: string, format: byte}
                  timeout: {type: string, format: duration}
                """).type();

        assertThat(Types.at(type, "port").scalar()).isEqualTo(Scalar.INT_OR_STRING);
        assertThat(Types.at(type, "until").scalar()).isEqualTo(Scalar.STRING);
        assertThat(Types.at(type, "data").scalar()).isEqualTo(Scalar.STRING);
        assertThat(Types.at(type, "timeout").scalar()).isEqualTo(Scalar.STRING);
    }

    @Test
    void nothing_empty_is_omitted_and_null_is_kept_where_it_is_allowed() {
        FieldType type = widget("""
                type: object
                properties:
                  tags: {type: array, items: {type: string}}
                  maybe: {type: object, nullable: true, additionalProperties: {type: string}}
                """).type();

        assertThat(Types.field(type, "tags").isBlank(Node.array())).isFalse();
        assertThat(Types.field(type, "tags").isBlank(Node.nil())).isTrue();
        assertThat(Types.field(type, "maybe").isBlank(Node.nil())).isFalse();
        assertThat(Types.field(type, "metadata").type().map().field("labels").isBlank(Node.object()))
                .isTrue();
    }

    @Test
    void unknown_fields_are_kept_where_the_definition_turns_pruning_off() {
        ObjectSchema schema = CustomResourceSchemas.of(List.of(Yaml.object("""
                        spec:
                          group: example.org
                          names: {kind: Widget}
                          preserveUnknownFields: true
                          versions:
                          - name: v1
                            served: true
                            schema: {openAPIV3Schema: {type: object, properties: {a: {type: object, properties: {b: {type: string}}}}}}
                        """)))
                .find("example.org/v1", "Widget")
                .orElseThrow();

        assertThat(schema.exact()).isTrue();
        assertThat(Types.at(schema.type(), "a.other")).isSameAs(FieldType.deduced());
    }

    @Test
    void a_schema_for_all_versions_is_read_but_not_exact() {
        CustomResourceSchemas schemas = CustomResourceSchemas.of(List.of(Yaml.object("""
                apiVersion: apiextensions.k8s.io/v1beta1
                spec:
                  group: example.org
                  names: {kind: Widget}
                  version: v1beta1
                  validation: {openAPIV3Schema: {type: object, properties: {a: {type: integer}}}}
                """)));

        ObjectSchema schema = schemas.find("example.org/v1beta1", "Widget").orElseThrow();
        assertThat(schema.exact()).isFalse();
        assertThat(Types.at(schema.type(), "a").scalar()).isEqualTo(Scalar.NUMBER);
    }

    @Test
    void a_definition_without_a_schema_tells_only_of_the_metadata() {
        for (String strange : List.of("true", "{}", "{type: string}", "[1]")) {
            ObjectSchema schema = widget(strange);

            assertThat(schema.exact()).as(strange).isFalse();
            assertThat(Types.at(schema.type(), "metadata.labels.*").scalar()).isEqualTo(Scalar.STRING);
            assertThat(Types.at(schema.type(), "spec")).isSameAs(FieldType.deduced());
        }
    }

    @Test
    void a_body_that_is_no_definition_defines_nothing() {
        for (String strange : List.of("{}", "spec: 1", "spec: {versions: [1, {name: v1}]}", "spec: {versions: {}}")) {
            assertThat(CustomResourceSchemas.of(List.of(Yaml.object(strange))).find("example.org/v1", "Widget"))
                    .isEmpty();
        }
    }

    private static ObjectSchema widget(String schema) {
        String head = """
                spec:
                  group: example.org
                  names: {kind: Widget}
                  versions:
                  - name: v1
                    served: true
                    schema:
                      openAPIV3Schema:
                """;
        return CustomResourceSchemas.of(List.of(Yaml.object(head + schema.indent(8))))
                .find("example.org/v1", "Widget")
                .orElseThrow();
    }
}
