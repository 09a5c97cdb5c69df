package io.gitops4j.render.kustomize.internal.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;

class JsonPatchTest {
    private static Node yaml(String text) {
        return Parser.strict().parseYaml("test.yaml", text).get(0).root();
    }

    private static Node patched(String body, String operations) {
        return JsonPatch.of(yaml("[" + operations + "]")).apply((Node.Obj) yaml(body));
    }

    private static void patches(String body, String operations, String expected) {
        assertThat(patched(body, operations)).isEqualTo(yaml(expected));
    }

    private static void refuses(String body, String operations, String message) {
        assertThatThrownBy(() -> patched(body, operations))
                .isInstanceOf(MergeProblem.class)
                .hasMessage(message);
    }

    @Test
    void adds() {
        patches("{a: 1}", "{op: add, path: /b, value: {c: 2}}", "{a: 1, b: {c: 2}}");
        patches("{a: 1}", "{op: add, path: /a, value: 2}", "{a: 2}");
        patches("{a: [1, 2]}", "{op: add, path: /a/1, value: x}", "{a: [1, x, 2]}");
        patches("{a: [1, 2]}", "{op: add, path: /a/-, value: x}", "{a: [1, 2, x]}");
        patches("{a: [1, 2]}", "{op: add, path: /a/2, value: x}", "{a: [1, 2, x]}");
        patches("{a: [1, 2]}", "{op: add, path: /a/-1, value: x}", "{a: [1, 2, x]}");
        patches("{a: 1}", "{op: add, path: /b}", "{a: 1, b: null}");
    }

    @Test
    void removes() {
        patches("{a: 1, b: 2}", "{op: remove, path: /a}", "{b: 2}");
        patches("{a: [1, 2, 3]}", "{op: remove, path: /a/1}, {op: remove, path: /a/-1}", "{a: [1]}");
    }

    @Test
    void replaces() {
        patches("{a: {b: [1]}}", "{op: replace, path: /a/b/0, value: 2}", "{a: {b: [2]}}");
        patches("{a: 1}", "{op: replace, path: /b, value: 2}", "{a: 1, b: 2}");
        patches("{a: 1}", "{op: replace, path: '', value: {c: 2}}", "{c: 2}");
    }

    @Test
    void moves_copies_and_tests() {
        patches("{a: {x: 1}, b: []}", "{op: move, from: /a/x, path: /b/0}", "{a: {}, b: [1]}");
        patches(
                "{a: {x: 1}}",
                "{op: copy, from: /a, path: /b}, {op: add, path: /a/z, value: 2}",
                "{a: {x: 1, z: 2}, b: {x: 1}}");
        patches(
                "{a: {x: 1}}",
                "{op: test, path: /a, value: {x: 1.0}}, {op: test, path: /b, value: null}",
                "{a: {x: 1}}");
    }

    @Test
    void steps_are_unescaped() {
        patches("{a/b: {c~d: 1}}", "{op: replace, path: /a~1b/c~0d, value: 2}", "{a/b: {c~d: 2}}");
        patches("{~1: 1}", "{op: remove, path: /~01}", "{}");
    }

    @Test
    void what_does_not_apply_is_an_error_in_upstream_s_words() {
        refuses(
                "{a: 1}",
                "{op: add, path: /b/c, value: 1}",
                "add operation does not apply: doc is missing path: \"/b/c\": missing value");
        refuses(
                "{a: 1}",
                "{op: add, path: a, value: 1}",
                "add operation does not apply: doc is missing path: \"a\": missing value");
        refuses(
                "{a: 1}",
                "{op: remove, path: /b}",
                "error in remove for path: '/b': Unable to remove nonexistent key: b: missing value");
        refuses(
                "{a: 1}",
                "{op: replace, path: /b/c, value: 1}",
                "replace operation does not apply: doc is missing path: /b/c: missing value");
        refuses(
                "{a: [1]}",
                "{op: replace, path: /a/1, value: 1}",
                "replace operation does not apply: doc is missing key: /a/1: missing value");
        refuses(
                "{a: [1]}",
                "{op: add, path: /a/3, value: 1}",
                "error in add for path: '/a/3': Unable to access invalid index: 3: invalid index referenced");
        refuses(
                "{a: [1]}",
                "{op: add, path: /a/x, value: 1}",
                "error in add for path: '/a/x': value was not a proper array index: 'x': strconv.Atoi: parsing \"x\": invalid syntax");
        refuses(
                "{a: 1}",
                "{op: move, from: /b, path: /c}",
                "error in move for path: 'b': Unable to remove nonexistent key: b: missing value");
        refuses("{a: 1}", "{op: test, path: /a, value: 2}", "testing value /a failed: test failed");
        refuses("{a: 1}", "{path: /a}", "Unexpected kind: unknown");
        refuses("{a: 1}", "{op: merge, path: /a}", "Unexpected kind: merge");
        refuses(
                "{a: 1}",
                "{op: add, value: 1}",
                "add operation failed to decode path: operation missing path field: missing value");
        refuses("{a: 1}", "{op: replace, path: '', value: [1]}", "the patch makes the object a list");
    }

    @Test
    void what_is_no_list_of_operations_is_no_patch() {
        assertThatThrownBy(() -> JsonPatch.of(yaml("{op: add}")))
                .hasMessage("a JSON patch is a list of operations, not an object");
        assertThatThrownBy(() -> JsonPatch.of(yaml("[add]")))
                .hasMessage("operation 1 of a JSON patch is a map, not a string");
        assertThat(JsonPatch.of(Node.nil()).isEmpty()).isTrue();
    }

    @Test
    void copies_that_grow_without_end_are_refused() {
        StringBuilder operations = new StringBuilder("{op: test, path: /x}");
        for (int i = 0; i < 60; i++) {
            operations.append(", {op: copy, from: /a, path: /a/b").append(i).append('}');
        }
        refuses("{a: {}}", operations.toString(), "the patch copies and tests over 2000000 values");
    }

    @Test
    void many_operations_on_one_list_cost_no_copy_each() {
        StringBuilder operations = new StringBuilder("{op: test, path: /x}");
        for (int i = 0; i < 20_000; i++) {
            operations.append(", {op: add, path: /a/-, value: x}");
        }
        assertThat(patched("{a: []}", operations.toString()).at("a").orElseThrow())
                .hasToString("[20000 items]");
    }
}
