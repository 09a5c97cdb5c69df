package io.gitops4j.render.kustomize.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;

class FieldPathTest {
    private static final Node OBJECT =
            Parser.strict().parseYaml("o.yaml", """
            a: {b.c: 1, d: [x, z]}
            list: [{name: one, v: 1}, {name: two, v: 2}]
            none: null
            empty: []
            """).get(0).root();

    private static String find(String path) {
        FieldPath.Found found = FieldPath.of(path).in(OBJECT);
        return found == null ? "absent" : found.path() + " = " + Scalars.yaml(found.value());
    }

    @Test
    void steps_are_keys_indexes_the_last_item_or_an_item_by_a_field() {
        assertThat(find("a.[b.c]")).endsWith("= 1");
        assertThat(find("a.b\\.c")).endsWith("= 1");
        assertThat(find("a.d.1")).isEqualTo("a.d[1] = z");
        assertThat(find("a.d.-")).isEqualTo("a.d[1] = z");
        assertThat(find("a.d.[=x]")).isEqualTo("a.d[0] = x");
        assertThat(find("list.[name=two].v")).isEqualTo("list[1].v = 2");
        assertThat(find("list.[name=tw].v")).isEqualTo("absent");
        assertThat(find(" a . d .0")).isEqualTo("a.d[0] = x");
        assertThat(find("none.x")).isEqualTo("absent");
        assertThat(find("empty.-")).isEqualTo("absent");
        assertThat(find("a.d.7")).isEqualTo("absent");
    }

    @Test
    void a_variable_writes_indexes_behind_a_key() {
        assertThat(FieldPath.withIndexes("a.d[1]").steps()).containsExactly("a", "d", "1");
        assertThat(FieldPath.withIndexes("a.[1]").steps()).containsExactly("a", "1");
        assertThat(FieldPath.withIndexes("a.[b.c]").steps()).containsExactly("a", "b.c");
    }

    @Test
    void a_step_through_what_is_no_object_or_no_list_is_an_error() {
        assertThatThrownBy(() -> find("a.d.x"))
                .hasMessage("wrong node kind: expected MappingNode but got SequenceNode");
        assertThatThrownBy(() -> find("a.0")).hasMessage("wrong node kind: expected SequenceNode but got MappingNode");
        assertThatThrownBy(() -> find("a.d.-1")).hasMessage("array index -1 cannot be negative");
        assertThatThrownBy(() -> find("a.*")).hasMessageStartingWith("wildcard is not supported in PathGetter");
        assertThatThrownBy(() -> find("list.[name]")).hasMessageStartingWith("list path element must contain");
    }
}
