package io.gitops4j.render.kustomize.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplacementTransformerTest {
    private static final String SOURCE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: from}
            data: {host: example.org, port: "8080", empty: {}, image: "a/b/c:1"}
            number: 7
            list: [x]
            """;
    private static final String TARGET = """
            ---
            apiVersion: v1
            kind: Thing
            metadata: {name: to, labels: {app: to}}
            text: old
            number: 1
            flag: true
            none: null
            map: {a: b}
            list: [{name: web, v: 1}, {name: web-2, v: 2}, {name: db, v: 3}]
            names: [a, b]
            image: r/i:1
            """;

    private static String replacement(String source, String field, String options) {
        return """
                replacements:
                - source: {kind: ConfigMap, name: from, fieldPath: %s}
                  targets:
                  - select: {kind: Thing}
                    fieldPaths: ["%s"]
                    options: {%s}
                """.formatted(source, field, options);
    }

    private static String set(String source, String field, String options) {
        Objects objects = Objects.of(SOURCE + TARGET).replaced(replacement(source, field, options));
        return objects.at("Thing/to", field.startsWith("list") ? "list" : field.startsWith("names") ? "names" : field);
    }

    /** As {@link #set}, from a field of the source that is written so. */
    private static String written(String from, String field, String options) {
        String name = from.substring(0, from.indexOf(':'));
        return Objects.of(SOURCE + from + "\n" + TARGET)
                .replaced(replacement(name, field, options))
                .at("Thing/to", field);
    }

    @Test
    void a_scalar_keeps_the_type_that_it_has() {
        assertThat(set("number", "text", "")).isEqualTo("\"7\"");
        assertThat(set("data.port", "number", "")).isEqualTo("8080");
        assertThat(set("data.port", "text", "")).isEqualTo("\"8080\"");
        assertThat(set("list", "text", "")).isEqualTo("\"\"");
    }

    @Test
    void a_text_gets_the_letters_that_a_number_or_truth_value_is_written_in() {
        assertThat(written("version: 1.10", "text", "")).isEqualTo("\"1.10\"");
        assertThat(written("octal: 017", "text", "")).isEqualTo("\"017\"");
        assertThat(written("power: 1e3", "text", "")).isEqualTo("\"1e3\"");
        assertThat(written("large: 1_000", "text", "")).isEqualTo("\"1_000\"");
        assertThat(written("flag: True", "text", "")).isEqualTo("\"True\"");
        assertThat(written("version: 1.10", "image", "delimiter: ':', index: 1"))
                .isEqualTo("\"r/i:1.10\"");
        assertThat(written("version: 1.10", "fresh", "create: true")).isEqualTo("1.1");
    }

    @Test
    void what_is_none_of_the_type_is_an_error() {
        assertThatThrownBy(() -> set("data.host", "number", ""))
                .hasMessageContaining("cannot decode !!str `example.org` as a !!int");
        assertThatThrownBy(() -> set("data.host", "none", ""))
                .hasMessageContaining("cannot decode !!str `example.org` as a !!null");
    }

    @Test
    void an_object_or_list_is_replaced_by_the_value_itself() {
        assertThat(set("number", "map", "")).isEqualTo("7");
        assertThat(set("data.port", "map", "")).isEqualTo("\"8080\"");
        assertThat(set("list", "map", "")).isEqualTo("[\"x\"]");
    }

    @Test
    void a_field_that_is_made_is_read_as_yaml_reads_it() {
        assertThat(set("data.port", "new.deep.field", "create: true")).isEqualTo("8080");
        assertThat(set("data.host", "new.0.field", "create: true")).isEqualTo("\"example.org\"");
        assertThat(set("list", "new.field", "create: true")).isEqualTo("[\"x\"]");
    }

    @Test
    void a_missing_field_is_an_error_where_it_is_not_to_be_made() {
        assertThatThrownBy(() -> set("data.host", "new.field", ""))
                .hasMessage(
                        "kustomization.yaml:2:3, replacements[0]: unable to find field \"new.field\" in replacement target;"
                                + " the target is Thing.v1.[noGrp]/to.[noNs] of objects.yaml:8:1");
        assertThatThrownBy(() -> set("data.host", "list.5.v", "create: true"))
                .hasMessageContaining(
                        "unable to find or create field \"list.5.v\" in replacement target: index 5 specified but only 3"
                                + " elements found");
    }

    @Test
    void an_item_of_a_list_is_meant_by_an_expression_that_is_found_in_it() {
        assertThat(set("number", "list.[name=web].v", ""))
                .isEqualTo("[{\"name\":\"web\",\"v\":7},{\"name\":\"web-2\",\"v\":7},{\"name\":\"db\",\"v\":3}]");
        assertThat(set("number", "list.[name=^web$].v", "")).contains("{\"name\":\"web-2\",\"v\":2}");
    }

    @Test
    void an_item_that_is_not_there_is_made() {
        assertThat(set("number", "list.[name=new].v", "create: true")).endsWith(",{\"name\":\"new\",\"v\":7}]");
        assertThat(set("data.host", "names.[=c]", "create: true")).isEqualTo("[\"a\",\"b\",\"example.org\"]");
        assertThat(set("data.host", "names.2", "create: true")).isEqualTo("[\"a\",\"b\",\"example.org\"]");
    }

    @Test
    void an_item_that_would_not_match_its_own_expression_is_not_made() {
        assertThatThrownBy(() -> set("number", "list.[name=a+b].v", "create: true"))
                .hasMessageContaining("failed to create element for \"[name=a+b]\"");
    }

    @Test
    void a_star_is_every_item() {
        assertThat(set("number", "list.*.v", ""))
                .isEqualTo("[{\"name\":\"web\",\"v\":7},{\"name\":\"web-2\",\"v\":7},{\"name\":\"db\",\"v\":7}]");
    }

    @Test
    void a_part_is_taken_and_put_by_its_delimiter() {
        Objects objects = Objects.of(SOURCE + TARGET).replaced("""
                replacements:
                - source: {kind: ConfigMap, name: from, fieldPath: data.image, options: {delimiter: /, index: 2}}
                  targets:
                  - {select: {kind: Thing}, fieldPaths: [image], options: {delimiter: ":", index: 1}}
                """);
        assertThat(objects.at("Thing/to", "image")).isEqualTo("\"r/i:c:1\"");
        assertThat(set("data.host", "image", "delimiter: /, index: -1")).isEqualTo("\"example.org/r/i:1\"");
        assertThat(set("data.host", "image", "delimiter: /, index: 9")).isEqualTo("\"r/i:1/example.org\"");
    }

    @Test
    void a_part_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> Objects.of(SOURCE + TARGET).replaced("""
                        replacements:
                        - source: {kind: ConfigMap, name: from, fieldPath: data.host, options: {delimiter: ., index: -1}}
                          targets: [{select: {kind: Thing}, fieldPaths: [image]}]
                        """))
                .hasMessageContaining("options.index -1 is out of bounds for value example.org");
        assertThatThrownBy(() -> set("data.host", "map", "delimiter: /"))
                .hasMessageContaining("delimiter option can only be used with scalar nodes");
    }

    @Test
    void a_source_must_be_one_and_have_a_value() {
        assertThatThrownBy(() -> Objects.of(SOURCE).replaced("""
                        replacements:
                        - {source: {kind: ConfigMap, name: cm.*, fieldPath: data.HOST}, targets: [{select: {name: a}}]}
                        """))
                .hasMessageContaining("nothing selected by ConfigMap.[noVer].[noGrp]/cm.*.[noNs]:data.HOST");
        assertThatThrownBy(() -> Objects.of(SOURCE)
                        .and(Objects.of(SOURCE.replace("from", "other")))
                        .replaced("""
                        replacements: [{source: {kind: ConfigMap}, targets: [{select: {name: a}}]}]
                        """))
                .hasMessageContaining("multiple matches for selector ConfigMap.[noVer].[noGrp]/[noName].[noNs]");
        assertThatThrownBy(() -> set("data.empty", "text", ""))
                .hasMessageContaining("fieldPath `data.empty` is missing for replacement source"
                        + " ConfigMap.[noVer].[noGrp]/from.[noNs]");
    }

    @Test
    void a_replacement_must_be_whole() {
        assertThatThrownBy(() -> Objects.of(SOURCE).replaced("replacements: [{source: {kind: ConfigMap}}]"))
                .hasMessageContaining("replacements must specify a source and at least one target");
        assertThatThrownBy(() -> Objects.of(SOURCE)
                        .replaced("replacements: [{source: {kind: ConfigMap}, sourceValue: a, targets: []}]"))
                .hasMessageContaining("value and resource selectors are mutually exclusive");
        assertThatThrownBy(() -> Objects.of(SOURCE).replaced("replacements: [{sourceValue: a, targets: [{}]}]"))
                .hasMessageContaining("target must specify resources to select");
        assertThatThrownBy(() -> Objects.of(SOURCE)
                        .replaced("replacements: [{path: a.yaml, source: {kind: ConfigMap}}]", Map.of("a.yaml", "{}")))
                .hasMessageContaining("cannot specify both path and inline replacement");
        assertThatThrownBy(() -> Objects.of(SOURCE)
                        .replaced("replacements: [{sourceValue: a, targets: [{select: {name: '['}}]}]"))
                .hasMessageContaining("error creating target selector");
    }

    @Test
    void files_hold_one_replacement_or_several() {
        String one = "{sourceValue: %s, targets: [{select: {kind: Thing}, fieldPaths: [%s]}]}";
        Objects objects = Objects.of(SOURCE + TARGET)
                .replaced(
                        "replacements: [{path: a.yaml}, {path: b.yaml}]",
                        Map.of(
                                "a.yaml",
                                one.formatted("x", "text"),
                                "b.yaml",
                                "- " + one.formatted("w", "image") + "\n- " + one.formatted("z", "map.a")));

        assertThat(objects.at("Thing/to", "text")).isEqualTo("\"x\"");
        assertThat(objects.at("Thing/to", "image")).isEqualTo("\"w\"");
        assertThat(objects.at("Thing/to", "map.a")).isEqualTo("\"z\"");
    }

    @Test
    void objects_are_selected_by_expressions_for_the_whole_of_a_part_and_rejected_by_id_or_labels() {
        String things = TARGET + TARGET.replace("name: to", "name: to2").replace("app: to", "app: two");
        Objects objects = Objects.of(things).replaced("""
                replacements:
                - sourceValue: x
                  targets:
                  - {select: {kind: Th.*, name: t.}, fieldPaths: [text]}
                  - {select: {kind: Thing}, reject: [{name: to}], fieldPaths: [image]}
                  - {select: {kind: Thing}, reject: [{labelSelector: app=two}], fieldPaths: [map.a]}
                """);

        assertThat(objects.at("Thing/to", "text")).isEqualTo("\"x\"");
        assertThat(objects.at("Thing/to2", "text")).isEqualTo("\"old\"");
        assertThat(objects.at("Thing/to", "image")).isEqualTo("\"r/i:1\"");
        assertThat(objects.at("Thing/to2", "image")).isEqualTo("\"x\"");
        assertThat(objects.at("Thing/to", "map.a")).isEqualTo("\"x\"");
        assertThat(objects.at("Thing/to2", "map.a")).isEqualTo("\"b\"");
    }

    @Test
    void an_object_is_found_by_a_name_that_it_had_and_by_one_that_a_replacement_gave_it() {
        Objects objects = Objects.of(SOURCE + TARGET).prefixed("p-").replaced("""
                replacements:
                - {sourceValue: new, targets: [{select: {name: to}}]}
                - {sourceValue: x, targets: [{select: {name: new}, fieldPaths: [text]}]}
                """);

        assertThat(objects.at("Thing/new", "text")).isEqualTo("\"x\"");
    }

    @Test
    void a_source_that_is_its_own_target_gives_what_it_is_by_then() {
        Objects objects = Objects.of(TARGET).replaced("""
                replacements:
                - source: {kind: Thing, fieldPath: text}
                  targets:
                  - {select: {kind: Thing}, fieldPaths: [text], options: {delimiter: "-", index: 1}}
                  - {select: {kind: Thing}, fieldPaths: [image]}
                """);

        assertThat(objects.at("Thing/to", "image")).isEqualTo("\"old-old\"");
    }

    @Test
    void a_field_of_a_json_text_is_set_in_the_text() {
        Objects objects = Objects.of("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: to}
                data:
                  compact: '{"z": {"url": "old"}, "a": "<&>", "n": null}'
                  wide: |
                    {
                      "z": {"port": 1}
                    }
                """).replaced("""
                replacements:
                - sourceValue: "80"
                  targets: [{select: {name: to}, fieldPaths: [data.compact.z.url, data.wide.z.port]}]
                """);

        assertThat(objects.at("ConfigMap/to", "data.compact"))
                .isEqualTo(
                        "\"{\\\"a\\\":\\\"\\\\u003c\\\\u0026\\\\u003e\\\",\\\"n\\\":null,\\\"z\\\":{\\\"url\\\":\\\"80\\\"}}\"");
        assertThat(objects.at("ConfigMap/to", "data.wide"))
                .isEqualTo("\"{\\n  \\\"z\\\": {\\n    \\\"port\\\": 80\\n  }\\n}\"");
    }

    @Test
    void a_field_of_a_yaml_text_is_set_in_place() {
        Objects objects = Objects.of("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: to}
                data:
                  file: |
                    # first
                    z: "quoted" # why
                    a:
                    - 'single'
                    - plain
                    - 1
                """).replaced("""
                replacements:
                - sourceValue: "80"
                  targets: [{select: {name: to}, fieldPaths: [data.file.z, data.file.a.0, data.file.a.1, data.file.a.2]}]
                """);

        assertThat(objects.at("ConfigMap/to", "data.file"))
                .isEqualTo("\"# first\\nz: \\\"80\\\" # why\\na:\\n- '80'\\n- \\\"80\\\"\\n- 80\"");
    }

    @Test
    void what_a_secret_is_put_into_is_secret_and_no_error_shows_it() {
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata: {name: key}
                data: {k: c2VjcmV0}
                """;
        String replacement = """
                replacements:
                - source: {kind: Secret, fieldPath: data.k}
                  targets: [{select: {kind: Thing}, fieldPaths: [%s]}]
                """;
        Objects objects = Objects.of(secret + TARGET).replaced(replacement.formatted("text"));

        assertThat(objects.item("Thing/to").sensitive(Path.of("text"))).isTrue();
        assertThat(objects.item("Thing/to").sensitive(Path.of("image"))).isFalse();
        assertThat(objects.item("Thing/to")
                        .origins()
                        .at(Path.of("text"))
                        .location()
                        .toString())
                .startsWith("kustomization.yaml:2:3");
        assertThatThrownBy(() -> Objects.of(secret + TARGET).replaced(replacement.formatted("number")))
                .message()
                .contains("cannot decode")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void an_unknown_field_is_an_error_in_a_kustomization() {
        assertThatThrownBy(() -> Objects.of(SOURCE).replaced("replacements: [{source: {fieldpth: a}}]"))
                .hasMessageContaining("unknown field \"fieldpth\"; did you mean \"fieldPath\"?");
    }
}
