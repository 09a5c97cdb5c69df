package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiSchemasTest {
    private static final String HEAD = """
            components:
              schemas:
                io.k8s.api.apps.v1.Thing:
                  type: object
                  x-kubernetes-group-version-kind: [{group: apps, version: v1, kind: Thing}]
                  properties:
            """;

    @Test
    void a_kind_is_found_by_its_group_and_version() {
        OpenApiSchemas schemas = thing("size: {type: integer}");

        assertThat(schemas.find("apps/v1", "Thing")).hasValueSatisfying(schema -> {
            assertThat(schema.source()).isEqualTo(ObjectSchema.Source.CLUSTER);
            assertThat(schema.exact()).isTrue();
            assertThat(schema.hash()).isEqualTo("etag");
        });
        assertThat(schemas.find("apps/v2", "Thing")).isEmpty();
        assertThat(schemas.find("apps/v1", "Other")).isEmpty();
    }

    @Test
    void a_kind_is_read_once() {
        OpenApiSchemas schemas = thing("size: {type: integer}");

        assertThat(schemas.find("apps/v1", "Thing").orElseThrow())
                .isSameAs(schemas.find("apps/v1", "Thing").orElseThrow());
    }

    @Test
    void scalars_have_the_kind_of_their_type_format_or_component() {
        FieldType type = type("""
                a: {type: string}
                b: {type: integer, format: int32}
                c: {type: number, format: double}
                d: {type: boolean}
                e: {type: string, format: byte}
                f: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity'}
                g: {allOf: [{$ref: '#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString'}]}
                h: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.Time'}
                i: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime'}
                j: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.Duration'}
                k: {description: anything}
                """);

        assertThat(type.map().fields())
                .extracting(field -> field.type().scalar())
                .containsExactly(
                        Scalar.STRING,
                        Scalar.NUMBER,
                        Scalar.NUMBER,
                        Scalar.BOOLEAN,
                        Scalar.BYTES,
                        Scalar.QUANTITY,
                        Scalar.INT_OR_STRING,
                        Scalar.TIME,
                        Scalar.MICRO_TIME,
                        Scalar.DURATION,
                        Scalar.ANY);
        assertThat(Types.at(type, "k")).isSameAs(FieldType.deduced());
    }

    @Test
    void lists_are_atomic_unless_the_schema_says_otherwise() {
        FieldType type = type("""
                a: {type: array, items: {type: string}}
                b: {type: array, items: {type: string}, x-kubernetes-list-type: atomic}
                c: {type: array, items: {type: string}, x-kubernetes-list-type: set}
                d:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [port, host]
                  items: {type: object, properties: {port: {type: integer}, host: {type: string}}}
                e: {type: array, items: {type: string}, x-kubernetes-patch-strategy: merge}
                f:
                  type: array
                  x-kubernetes-patch-strategy: merge,retainKeys
                  x-kubernetes-patch-merge-key: name
                  items: {type: object, properties: {name: {type: string}}}
                g: {type: array, items: {type: string}, x-kubernetes-patch-strategy: retainKeys}
                """);

        assertThat(type.map().fields())
                .extracting(field -> field.type().list().toString())
                .containsExactly("ATOMIC", "ATOMIC", "SET", "KEYED [host, port]", "SET", "KEYED [name]", "ATOMIC");
    }

    @Test
    void an_object_has_members_past_its_fields_as_the_schema_allows() {
        FieldType type = type("""
                a: {type: object, properties: {x: {type: string}}}
                b: {type: object, additionalProperties: {type: integer}}
                c: {type: object}
                d: {type: object, additionalProperties: true, properties: {x: {type: string}}}
                e: {type: object, additionalProperties: false}
                f:
                  type: object
                  x-kubernetes-preserve-unknown-fields: true
                  properties: {x: {type: object, properties: {y: {type: string}}}}
                """);

        assertThat(Types.at(type, "a").map().element()).isNull();
        assertThat(Types.at(type, "b.*").scalar()).isEqualTo(Scalar.NUMBER);
        assertThat(Types.at(type, "c.*")).isSameAs(FieldType.deduced());
        assertThat(Types.at(type, "d.*")).isSameAs(FieldType.deduced());
        assertThat(Types.at(type, "e").map().element()).isNull();
        assertThat(Types.at(type, "f.*")).isSameAs(FieldType.deduced());
        assertThat(Types.at(type, "f.x.*")).isSameAs(FieldType.deduced());
    }

    @Test
    void a_reference_may_say_for_itself_that_members_are_one_value() {
        FieldType type = type("""
                a: {$ref: '#/components/schemas/io.k8s.Pair'}
                b: {allOf: [{$ref: '#/components/schemas/io.k8s.Pair'}], x-kubernetes-map-type: atomic}
                c: {allOf: [{$ref: '#/components/schemas/io.k8s.Whole'}], x-kubernetes-map-type: granular}
                d: {$ref: '#/components/schemas/io.k8s.Whole'}
                """, """
                io.k8s.Pair: {type: object, properties: {x: {type: string}}}
                io.k8s.Whole: {type: object, x-kubernetes-map-type: atomic, properties: {x: {type: string}}}
                """);

        assertThat(type.map().fields())
                .extracting(field -> field.type().map().isAtomic())
                .containsExactly(false, true, false, true);
        assertThat(Types.at(type, "b.x").scalar()).isEqualTo(Scalar.STRING);
    }

    @Test
    void a_raw_extension_is_one_value() {
        FieldType raw = Types.at(
                type("raw: {$ref: '#/components/schemas/io.k8s.apimachinery.pkg.runtime.RawExtension'}"), "raw");

        assertThat(raw.scalar()).isEqualTo(Scalar.ANY);
        assertThat(raw.map().isAtomic()).isTrue();
    }

    @Test
    void a_type_may_contain_itself() {
        FieldType type = type("""
                root: {$ref: '#/components/schemas/io.k8s.Tree'}
                """, """
                io.k8s.Tree:
                  type: object
                  properties:
                    children: {type: array, items: {$ref: '#/components/schemas/io.k8s.Tree'}}
                """);

        assertThat(Types.at(type, "root.children[].children[]")).isSameAs(Types.at(type, "root"));
    }

    @Test
    void a_go_type_omits_empty_lists_maps_and_structs_by_value() {
        FieldType type = type("""
                a: {type: array, items: {type: string}}
                b: {type: object, additionalProperties: {type: string}}
                c: {allOf: [{$ref: '#/components/schemas/io.k8s.Pair'}], default: {}}
                d: {$ref: '#/components/schemas/io.k8s.Pair'}
                e: {type: string, default: ""}
                """, """
                io.k8s.Pair: {type: object, properties: {x: {type: string}}}
                """);

        assertThat(type.map().fields())
                .extracting(StructField::omitsEmpty)
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void a_custom_resource_keeps_what_is_empty_even_where_its_name_looks_like_a_go_type() {
        OpenApiSchemas schemas = OpenApiSchemas.of(Yaml.object("""
                components:
                  schemas:
                    io.k8s.networking.gateway.v1.Gateway:
                      type: object
                      x-kubernetes-group-version-kind:
                      - {group: gateway.networking.k8s.io, version: v1, kind: Gateway}
                      properties:
                        tags: {type: array, items: {type: string}}
                        until: {type: string, format: date-time}
                        maybe: {type: array, items: {type: string}, nullable: true}
                """));
        FieldType type = schemas.find("gateway.networking.k8s.io/v1", "Gateway")
                .orElseThrow()
                .type();

        assertThat(Types.field(type, "tags").omitsEmpty()).isFalse();
        assertThat(Types.at(type, "until").scalar()).isEqualTo(Scalar.STRING);
        assertThat(Types.field(type, "tags").keepsNull()).isFalse();
        assertThat(Types.field(type, "maybe").keepsNull()).isTrue();
    }

    @Test
    void the_protocol_of_a_port_is_TCP_where_the_document_does_not_say() {
        FieldType type = type("""
                ports:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [port, protocol]
                  items: {$ref: '#/components/schemas/io.k8s.api.core.v1.ServicePort'}
                """, """
                io.k8s.api.core.v1.ServicePort:
                  type: object
                  properties: {port: {type: integer, default: 0}, protocol: {type: string}}
                """);

        assertThat(Types.field(type, "ports[].protocol").defaultValue()).contains(Node.of("TCP"));
        assertThat(Types.field(type, "ports[].port").defaultValue()).contains(Node.of(0));
    }

    @Test
    void what_cannot_be_read_is_deduced_and_the_schema_not_exact() {
        for (String strange : List.of(
                "a: {$ref: '#/components/schemas/io.k8s.Missing'}",
                "a: {type: octopus}",
                "a: {type: [string, integer]}",
                "a: {type: array}",
                "a: {type: array, items: [{type: string}]}",
                "a: {type: array, items: {type: string}, x-kubernetes-list-type: heap}",
                "a: {type: array, items: {type: string}, x-kubernetes-list-type: map}",
                "a: {type: object, x-kubernetes-map-type: round}",
                "a: {type: object, properties: [x]}",
                "a: true",
                "a: {allOf: [{type: string}, {type: integer}]}")) {
            ObjectSchema schema = thing(strange).find("apps/v1", "Thing").orElseThrow();

            assertThat(schema.exact()).as(strange).isFalse();
            assertThat(Types.at(schema.type(), "a")).as(strange).isNotNull();
        }
    }

    @Test
    void a_strange_part_makes_only_those_kinds_inexact_that_have_it() {
        OpenApiSchemas schemas = OpenApiSchemas.of(Yaml.object("""
                components:
                  schemas:
                    io.k8s.Bad:
                      type: object
                      x-kubernetes-group-version-kind: [{group: '', version: v1, kind: Bad}]
                      properties: {part: {$ref: '#/components/schemas/io.k8s.Part'}}
                    io.k8s.Good:
                      type: object
                      x-kubernetes-group-version-kind: [{group: '', version: v1, kind: Good}]
                      properties: {name: {type: string}}
                    io.k8s.Part: {type: octopus}
                """));

        assertThat(schemas.find("v1", "Bad").orElseThrow().exact()).isFalse();
        assertThat(schemas.find("v1", "Good").orElseThrow().exact()).isTrue();
    }

    @Test
    void a_document_that_is_none_has_no_kinds() {
        for (String strange :
                List.of("{}", "components: 3", "components: {schemas: [1]}", "components: {schemas: {a: 1}}")) {
            assertThat(OpenApiSchemas.of(Yaml.object(strange)).find("v1", "Pod"))
                    .isEmpty();
        }
    }

    @Test
    void references_may_form_a_chain_longer_than_the_stack_is_deep() {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            chain.append("io.k8s.C%d: {properties: {next: {$ref: '#/components/schemas/io.k8s.C%d'}}, type: object}%n"
                    .formatted(i, (i + 1) % 10_000));
        }
        OpenApiSchemas schemas = thing("next: {$ref: '#/components/schemas/io.k8s.C0'}", chain.toString());

        assertThat(schemas.find("apps/v1", "Thing").orElseThrow().exact()).isTrue();
    }

    private static FieldType type(String fields) {
        return type(fields, "");
    }

    private static FieldType type(String fields, String components) {
        return thing(fields, components).find("apps/v1", "Thing").orElseThrow().type();
    }

    private static OpenApiSchemas thing(String fields) {
        return thing(fields, "");
    }

    private static OpenApiSchemas thing(String fields, String components) {
        return OpenApiSchemas.of(Yaml.object(HEAD + fields.indent(8) + components.indent(4)), "etag");
    }
}
