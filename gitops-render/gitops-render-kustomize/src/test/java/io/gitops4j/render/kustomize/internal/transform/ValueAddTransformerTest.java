package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Parser;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueAddTransformerTest {
    private static final String OBJECTS = """
            apiVersion: example.com/v1
            kind: Member
            metadata:
              name: member
            spec:
              external: projects/data
              items:
              - name: first
                at: here
            ---
            apiVersion: v1
            kind: Namespace
            metadata:
              name: other
            """;

    @Test
    void sets_namespaces_and_parts_of_file_paths() {
        assertThat(run("""
                        value: area-51
                        targets:
                        - fieldPath: metadata/namespace
                        - fieldPath: spec/external
                          filePathPosition: 2
                          selector: {kind: Member}
                        """)).isEqualTo("""
                        apiVersion: example.com/v1
                        kind: Member
                        metadata:
                          name: member
                          namespace: area-51
                        spec:
                          external: projects/area-51/data
                          items:
                          - at: here
                            name: first
                        ---
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: other
                        """);
    }

    @Test
    void makes_what_is_missing_and_finds_items_of_lists() {
        assertThat(run("""
                        targets:
                        - fieldPath: spec/items/[name=first]/at
                          selector: {kind: Member}
                        - fieldPath: spec/items/[name=second]/at
                          selector: {kind: Member}
                        - fieldPath: metadata/annotations/example.com\\/path
                          selector: {kind: Namespace}
                        - fieldPath: spec/items/7/at
                          selector: {kind: Member}
                        """))
                .contains("  - at: folder\n    name: first\n  - at: folder\n    name: second\n")
                .contains("example.com/path: folder");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'',                PEACH,                    1",
                "/,                 /PEACH,                   3",
                "pie,               PEACH/pie,                1",
                "/pie,              /PEACH/pie,               1",
                "/raw,              /raw/PEACH,               2",
                "a/nice/warm/pie,   a/nice/warm/PEACH/pie,    4",
                "/a/nice/warm/pie,  /a/nice/warm/pie/PEACH,   9999",
            })
    void inserts_at_a_position(String before, String after, int position) {
        assertThat(FilePath.parse(before).insert(position - 1, "PEACH")).isEqualTo(after);
    }

    @Test
    void refuses_targets_that_mean_nothing() {
        assertThatThrownBy(() -> run("value: a")).hasMessageContaining("must specify at least one target");
        assertThatThrownBy(() -> run("targets: [{selector: {kind: Member}}]"))
                .hasMessageContaining("fieldPath cannot be empty");
        assertThatThrownBy(() -> run("targets: [{fieldPath: a, filePathPosition: -1}]"))
                .hasMessageContaining("value of FilePathPosition (-1) cannot be negative");
        assertThatThrownBy(() -> run("targets: [{fieldPath: spec/external, selector: {kind: Member}}, "
                        + "{fieldPath: spec/external/more, selector: {kind: Member}}]"))
                .hasMessageContaining("wrong node kind: expected MappingNode but got ScalarNode");
    }

    @Test
    void reads_targets_of_a_file() {
        assertThat(run("value: area-51\ntargetFilePath: targets.yaml")).contains("external: area-51");
    }

    private static String run(String config) {
        Problems problems = Problems.none();
        Settings settings = SampleBuild.settings("config.yaml", config, problems);
        Map<String, String> files =
                Map.of("targets.yaml", "targets: [{fieldPath: spec/external, selector: {kind: Member}}]");
        Transformer transformer = ValueAddTransformer.ofPlugin(
                settings,
                "folder",
                new SampleBuild(files).files(),
                ValueAddTransformerTest::selector,
                Parser.strict(),
                problems);
        problems.throwIfAny();
        Items items = SampleBuild.items(OBJECTS);
        transformer.transform(items);
        return SampleBuild.yaml(items);
    }

    private static Predicate<Item> selector(Settings settings) {
        String kind = settings.text("kind");
        return item -> item.id().gvk().kind().equals(kind);
    }
}
