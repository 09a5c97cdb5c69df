package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server writes, read from its tokens: the same as through the tree. */
class LiveReaderTest {
    private static final String MANAGED = """
            [{"manager": "m", "operation": "Apply", "apiVersion": "v1", "time": "2026-01-01T00:00:00Z",
              "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {".": {}, "f:a": {}}}},
             {"manager": "n", "operation": "Update", "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {"f:b": {}}}},
             {"manager": "o", "operation": "Update", "fieldsType": "FieldsV9", "fieldsV1": {"f:data": {}}}]""";
    private static final String OBJECT = """
            {"apiVersion": "v1", "kind": "ConfigMap",
             "metadata": {"name": "one", "managedFields": %s, "namespace": "shop"}, "data": {"a": "x", "b": null}}""".formatted(MANAGED);

    private final LiveReader reader = LiveReader.of("v1");

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static Live.Present throughTheTree(String json) {
        return new Live.Present(Parser.tolerant().parseOne("one.json", bytes(json)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"metadata\": null, \"spec\": 1}",
                "{\"apiVersion\": \"v1\", \"metadata\": {\"managedFields\": {}}}",
                "{\"apiVersion\": \"v1\", \"metadata\": {\"managedFields\": [1, null, {}]}, \"a\": 1, \"a\": 2}",
                "{\"apiVersion\": \"v1\", \"metadata\": {\"managedFields\": []}, \"metadata\": {\"name\": \"x\"}}"
            })
    void odd_objects_are_read_as_through_the_tree(String json) {
        assertThat(reader.object(bytes(json))).isEqualTo(throughTheTree(json));
    }

    @Test
    void an_object_is_read_without_its_managed_fields_beside_them() {
        Live.Present live = reader.object(bytes(OBJECT));

        assertThat(live).isEqualTo(throughTheTree(OBJECT));
        assertThat(live.body().object("metadata").keys()).containsExactly("name", "namespace");
        assertThat(live.managed().entries()).hasSize(2);
        assertThat(live.managed().entries().get(1).apiVersion()).isEqualTo("v1");
    }

    @Test
    void the_last_of_metadata_that_comes_twice_counts() {
        String json = "{\"metadata\": {\"managedFields\": " + MANAGED + "}, \"metadata\": {\"name\": \"x\"}}";
        assertThat(reader.object(bytes(json))).isEqualTo(throughTheTree(json));
        assertThat(reader.object(bytes(json)).managed().isEmpty()).isTrue();
    }

    @Test
    void items_of_a_page_share_what_is_equal() {
        LiveReader.Page page = reader.page(bytes("{\"items\": [" + OBJECT + "," + OBJECT
                + "], \"kind\": \"ConfigMapList\", \"metadata\": {\"resourceVersion\": \"9\", \"continue\": \"t\"}}"));

        assertThat(page.version()).isEqualTo("9");
        assertThat(page.next()).isEqualTo("t");
        assertThat(page.items()).containsExactly(throughTheTree(OBJECT), throughTheTree(OBJECT));
        assertThat(page.items().get(0).managed().entries().get(0).fields())
                .isSameAs(page.items().get(1).managed().entries().get(0).fields());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"Status\", \"items\": []}",
                "{\"items\": []}",
                "{\"kind\": \"ConfigMapList\"}",
                "{\"kind\": \"ConfigMapList\", \"items\": {}}",
                "{\"kind\": \"ConfigMapList\", \"items\": [1]}",
                "{\"kind\": \"ConfigMapList\", \"items\": [",
                "[]"
            })
    void what_is_no_list_is_no_empty_one(String json) {
        assertThatThrownBy(() -> reader.page(bytes(json)))
                .isInstanceOf(GitOpsException.class)
                .hasMessageContaining("a proxy or another server may stand at its address");
    }

    @Test
    void a_list_of_nothing_may_be_null() {
        assertThat(reader.page(bytes("{\"kind\": \"ConfigMapList\", \"items\": null}"))
                        .items())
                .isEmpty();
    }

    @Test
    void a_line_of_a_watch_may_name_its_type_last() {
        LiveReader.Line line = reader.line(bytes("{\"object\": " + OBJECT + ", \"type\": \"ADDED\"}"));

        assertThat(line.type()).isEqualTo("ADDED");
        assertThat(line.object()).isEqualTo(throughTheTree(OBJECT));
        assertThatThrownBy(() -> reader.line(bytes("{\"type\": \"ADDED\"}"))).isInstanceOf(GitOpsException.class);
    }

    @Test
    void who_manages_what_may_be_of_no_interest() {
        Live.Present live = LiveReader.withoutManagers().object(bytes(OBJECT));

        assertThat(live.managed().isEmpty()).isTrue();
        assertThat(live.body()).isEqualTo(throughTheTree(OBJECT).body());
        assertThat(live.body().get("metadata")).isInstanceOf(Node.Obj.class);
    }
}
