package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldSetTest {
    private static final Node.Obj DECLARED = Node.objectBuilder()
            .put("data", Node.object())
            .put(
                    "spec",
                    Node.objectBuilder()
                            .put("replicas", 2)
                            .put("paused", Node.nil())
                            .put("args", Node.array(Node.of("a"), Node.of("b")))
                            .build())
            .build();

    @Test
    void declares_every_leaf_and_no_container() {
        assertThat(FieldSet.declaredBy(DECLARED).printed())
                .containsExactly(".data", ".spec.args", ".spec.paused", ".spec.replicas");
    }

    @Test
    void declares_nothing_for_an_empty_object() {
        assertThat(FieldSet.declaredBy(Node.object())).isEqualTo(FieldSet.empty());
    }

    @Test
    void writes_leaves_as_empty_objects() {
        Node.Obj expected = Node.objectBuilder()
                .put("f:data", Node.object())
                .put(
                        "f:spec",
                        Node.objectBuilder()
                                .put("f:args", Node.object())
                                .put("f:paused", Node.object())
                                .put("f:replicas", Node.object())
                                .build())
                .build();
        assertThat(FieldSet.declaredBy(DECLARED).toFieldsV1()).isEqualTo(expected);
    }

    @Test
    void keeps_a_container_that_is_owned_beside_its_fields() {
        Node.Obj labels = Node.objectBuilder()
                .put(".", Node.object())
                .put("f:app", Node.object())
                .build();
        Node.Obj encoded = Node.objectBuilder().put("f:labels", labels).build();

        FieldSet read = FieldSet.fromFieldsV1(encoded);

        assertThat(read.printed()).containsExactly(".labels", ".labels.app");
        assertThat(read.toFieldsV1()).isEqualTo(encoded);
        assertThat(read.names(Path.of("labels"))).isTrue();
        assertThat(read.has(Path.of("labels", "other"))).isFalse();
    }

    @Test
    void drops_steps_of_an_unknown_prefix_with_all_below() {
        Node.Obj encoded = Node.objectBuilder()
                .put("f:a", Node.object())
                .put("x:b", Node.objectBuilder().put("f:c", Node.object()).build())
                .put("i:-1", Node.object())
                .build();
        assertThat(FieldSet.fromFieldsV1(encoded).printed()).containsExactly(".a");
    }

    @Test
    void reads_an_empty_document_as_the_empty_set() {
        assertThat(FieldSet.fromFieldsV1(Node.object()).isEmpty()).isTrue();
        assertThat(FieldSet.fromFieldsV1(
                                Node.objectBuilder().put(".", Node.object()).build())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void owns_the_items_of_a_list_that_is_owned_as_a_whole() {
        FieldSet set = FieldSet.declaredBy(DECLARED);
        assertThat(set.has(Path.of("spec", "args").index(1))).isTrue();
        assertThat(set.has(Path.of("spec", "args").index(1).key("name"))).isTrue();
        assertThat(set.has(Path.of("data", "anything"))).isTrue();
        assertThat(set.has(Path.of("spec"))).isFalse();
        assertThat(set.has(Path.root())).isFalse();
    }

    @Test
    void knows_elements_by_key_and_value_but_gives_no_path_for_them() {
        Node.Obj element = Node.objectBuilder()
                .put(".", Node.object())
                .put("f:image", Node.object())
                .build();
        Node.Obj encoded = Node.objectBuilder()
                .put(
                        "f:containers",
                        Node.objectBuilder()
                                .put("k:{\"name\":\"web\"}", element)
                                .build())
                .put(
                        "f:finalizers",
                        Node.objectBuilder().put("v:\"a\"", Node.object()).build())
                .put("f:x", Node.objectBuilder().put("i:3", Node.object()).build())
                .build();

        FieldSet read = FieldSet.fromFieldsV1(encoded);

        assertThat(read.toFieldsV1()).isEqualTo(encoded);
        assertThat(read.paths()).isEqualTo(List.of(Path.of("x").index(3)));
    }

    @Test
    void prints_paths_as_kubernetes_does() {
        Node.Obj encoded = Node.objectBuilder()
                .put(
                        "f:args",
                        Node.objectBuilder().put("v:\"a\"", Node.object()).build())
                .put(
                        "f:ports",
                        Node.objectBuilder()
                                .put("k:{\"port\":80,\"protocol\":\"TCP\"}", Node.object())
                                .build())
                .build();
        assertThat(FieldSet.fromFieldsV1(encoded).printed())
                .containsExactly(".args[=\"a\"]", ".ports[port=80,protocol=\"TCP\"]");
    }

    @Test
    void takes_keys_that_differ_only_in_spelling_for_one() {
        Node.Obj spaced = Node.objectBuilder()
                .put("k:{\"protocol\": \"TCP\", \"port\": 80.0}", Node.object())
                .build();
        Node.Obj dense = Node.objectBuilder()
                .put("k:{\"port\":80,\"protocol\":\"TCP\"}", Node.object())
                .build();
        assertThat(FieldSet.fromFieldsV1(spaced)).isEqualTo(FieldSet.fromFieldsV1(dense));
    }

    @Test
    void removes_a_path_and_all_below_it() {
        FieldSet set = FieldSet.declaredBy(DECLARED).without(Path.of("spec"));
        assertThat(set.printed()).containsExactly(".data");
        assertThat(set.without(Path.of("nowhere"))).isSameAs(set);
    }
}
