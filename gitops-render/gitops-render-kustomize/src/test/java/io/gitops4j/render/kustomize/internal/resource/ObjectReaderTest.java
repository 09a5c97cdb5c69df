package io.gitops4j.render.kustomize.internal.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader.Read;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectReaderTest {
    private static List<Read> read(String file, String text) {
        return new ObjectReader(TextLimits.defaults()).read(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Read> read(String text) {
        return read("test.yaml", text);
    }

    private static List<String> names(List<Read> objects) {
        return objects.stream()
                .map(read -> read.body().text("metadata", "name").orElse(""))
                .toList();
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        failure -> assertThat(failure.problem().text()).isEqualTo(message));
    }

    @Test
    void empty_documents_are_none() {
        assertThat(names(read("---\n{}\n---\n# nothing\n---\n{kind: Foo, metadata: {name: a}}\n---\n[]\n")))
                .containsExactly("a");
    }

    @Test
    void a_list_is_its_items_where_they_stand() {
        List<Read> objects = read("""
                kind: List
                items:
                - {kind: Foo, metadata: {name: a}}
                - kind: Foo
                  metadata: {name: b}
                """);
        assertThat(names(objects)).containsExactly("a", "b");
        assertThat(objects.get(1).origins().at(Path.of("metadata", "name")).location())
                .hasToString("test.yaml:5:20, items[1].metadata.name");
    }

    @Test
    void items_of_typed_lists_come_after_all_others() {
        assertThat(names(read("""
                kind: FooList
                items: [{kind: Foo, metadata: {name: a}}, {kind: List, items: [{kind: Foo, metadata: {name: b}}]}]
                ---
                {kind: Foo, metadata: {name: c}}
                ---
                {kind: FooList, items: null}
                ---
                {kind: AllowList, metadata: {name: d}}
                """))).containsExactly("c", "d", "a", "b");
    }

    @Test
    void what_is_no_object_is_an_error_with_its_place() {
        refuses("just text", "test.yaml:1:1: missing Resource metadata: this is no Kubernetes object");
        refuses("\n- a\n", "test.yaml:2:1: missing Resource metadata: this is no Kubernetes object");
        refuses("apiVersion: v1\n", "test.yaml:1:1: missing kind in object {{v1 } {{ }}}");
        refuses(
                "{apiVersion: v1, kind: Foo, metadata: {namespace: ns}}",
                "test.yaml:1:1: missing metadata.name in object {{v1 Foo} {{ ns}}}");
        refuses(
                "kind: List\nitems:\n- {kind: Foo}",
                "test.yaml:3:3, items[0]: missing metadata.name in object {{ Foo} {{ }}}");
        refuses("kind: FooList\nitems: x", "test.yaml:2:8, items: expected array in FooList/items, but found a string");
        refuses(
                "kind: Foo\nkind: Foo",
                "test.yaml:2:1, kind: mapping key \"kind\" already defined at line 1: the key \"kind\" is on line 1 and"
                        + " again on line 2; keep one of them");
    }

    @Test
    void yaml_may_be_in_a_file_of_json() {
        assertThat(names(read("a.json", "kind: Foo\nmetadata: {name: a}"))).containsExactly("a");
        assertThatThrownBy(() -> read("a.json", "{\"kind\": Foo}")).hasMessageContaining("MalformedYAMLError");
    }

    @Test
    void a_block_in_another_file_keeps_its_lines() {
        List<Read> objects = new ObjectReader(TextLimits.defaults())
                .inline(
                        "kind: Foo\nmetadata:\n  name: a\n",
                        Location.of("kustomization.yaml", 7, 10).withField("patches"));
        assertThat(objects.get(0).origins().at(Path.of("metadata", "name")).location())
                .hasToString("kustomization.yaml:10, patches");
    }

    @Test
    void it_tells_how_scalars_are_written() {
        Spelling spelling = read("""
                kind: Foo
                metadata: {name: "a", labels: {"x": 'y'}}
                spec:
                  plain: text
                  tagged: !!str "80"
                  block: |
                    text
                  number: 1.10 # one
                  nothing:
                  none: ~
                """).get(0).spelling();
        assertThat(spelling.quoted(Path.of("metadata", "name"))).isTrue();
        assertThat(spelling.quoted(Path.of("metadata", "labels", "x"))).isTrue();
        assertThat(spelling.quoted(Path.of("spec", "plain"))).isFalse();
        assertThat(spelling.quoted(Path.of("spec", "tagged"))).isTrue();
        assertThat(spelling.quoted(Path.of("spec", "block"))).isTrue();
        assertThat(spelling.text(Path.of("spec", "number"), "1.1")).isEqualTo("1.10");
        assertThat(spelling.blank(Path.of("spec", "nothing"))).isTrue();
        assertThat(spelling.blank(Path.of("spec", "none"))).isFalse();
    }
}
