package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;

class TypedValueTest {
    @Test
    void an_empty_list_is_owned_by_nobody_and_an_empty_map_is() {
        assertThat(Types.spec("{words: [], data: {}, selector: {}}").fieldSet().printed())
                .containsExactly(".data", ".selector");
    }

    @Test
    void a_default_is_part_of_the_step_and_not_owned() {
        assertThat(Types.spec("{containers: [{name: a, ports: [{port: 80}]}]}")
                        .fieldSet()
                        .printed())
                .contains(".containers[name=\"a\"].ports[port=80,protocol=\"TCP\"].port")
                .doesNotContain(".containers[name=\"a\"].ports[port=80,protocol=\"TCP\"].protocol");
    }

    @Test
    void items_that_are_alike_are_owned_as_one() {
        assertThat(Types.spec("{containers: [{name: a, image: x}, {name: a, image: y}]}")
                        .fieldSet()
                        .printed())
                .containsExactly(".containers[name=\"a\"]");
    }

    @Test
    void the_right_item_replaces_all_left_ones_that_are_alike() {
        TypedValue merged = Types.spec("{containers: [{name: a, image: x}, {name: b}, {name: a, args: [z]}]}")
                .merge(Types.spec("{containers: [{name: a}]}"));
        assertThat(merged.value()).isEqualTo(Types.yaml("{containers: [{name: a}, {name: b}]}"));
    }

    @Test
    void merged_items_follow_the_order_of_the_right_list() {
        TypedValue merged = Types.spec("{words: [a, b, c, d]}").merge(Types.spec("{words: [d, x, a]}"));
        assertThat(merged.value()).isEqualTo(Types.yaml("{words: [b, c, d, x, a]}"));
    }

    @Test
    void null_and_empty_and_absent_are_three_values() {
        TypedValue filled = Types.spec("{data: {a: x}}");
        assertThat(filled.merge(Types.spec("{data: {}}")).value()).isSameAs(filled.value());
        assertThat(filled.compare(Types.spec("{data: null}")).removed().printed())
                .containsExactly(".data.a");
        assertThat(Types.spec("{data: {}}")
                        .compare(Types.spec("{data: null}"))
                        .modified()
                        .printed())
                .containsExactly(".data");
    }

    @Test
    void a_map_that_became_a_scalar_is_modified_and_its_members_are_removed() {
        Comparison comparison = Types.spec("{any: {b: 1}}").compare(Types.spec("{any: 2}"));
        assertThat(comparison.modified().printed()).containsExactly(".any");
        assertThat(comparison.removed().printed()).containsExactly(".any.b");
    }

    @Test
    void what_does_not_change_is_shared() {
        TypedValue live = Types.spec("{replicas: 1, data: {a: x}, containers: [{name: a, image: x}]}");
        assertThat(live.merge(Types.spec("{containers: [{name: a, image: x}], replicas: 1}"))
                        .value())
                .isSameAs(live.value());
        Node.Obj merged = (Node.Obj) live.merge(Types.spec("{replicas: 2}")).value();
        assertThat(merged.get("data")).isSameAs(((Node.Obj) live.value()).get("data"));
    }

    @Test
    void every_problem_of_a_value_is_told_with_its_field() {
        assertThatThrownBy(() -> Types.spec("{replicas: x, containers: [{image: i}], odd: 1}")
                        .validate())
                .isInstanceOf(GitOpsException.class)
                .hasMessage("""
                        containers[0]: the item has none of the keys [name] that tell it from the others
                        odd: field not declared in schema
                        replicas: expected a value of the type number, not a string""");
    }

    @Test
    void a_part_of_what_became_one_value_owns_all_of_it() {
        FieldSet before = FieldSet.of(FieldPath.of("selector", "a"), FieldPath.of("replicas"));
        assertThat(Types.spec("{}").reconcile(before).orElseThrow().printed())
                .containsExactly(".replicas", ".selector");
        assertThat(Types.spec("{}").reconcile(FieldSet.of(FieldPath.of("data", "a"))))
                .isEmpty();
    }

    @Test
    void a_large_list_is_told_by_the_same_rules() {
        StringBuilder words = new StringBuilder("{words: [");
        for (int i = 0; i < 100; i++) {
            words.append(i == 0 ? "" : ", ").append("w").append(i);
        }
        TypedValue many = Types.spec(words + "]}");
        Comparison comparison = many.compare(Types.spec(words + ", w100]}"));
        assertThat(comparison.added().printed()).containsExactly(".words[=\"w100\"]");
        assertThat(comparison.removed().isEmpty()).isTrue();
        assertThat(many.merge(Types.spec("{words: [w50]}")).value()).isSameAs(many.value());
    }
}
