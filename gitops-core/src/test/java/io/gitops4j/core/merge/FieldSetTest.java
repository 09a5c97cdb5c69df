package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;

class FieldSetTest {
    private static final FieldSet SET = FieldSet.of(
            FieldPath.of("data"),
            FieldPath.of("spec", "args"),
            FieldPath.of("spec", "paused"),
            FieldPath.of("spec", "replicas"));

    @Test
    void has_no_container_of_its_members() {
        assertThat(SET.printed()).containsExactly(".data", ".spec.args", ".spec.paused", ".spec.replicas");
    }

    @Test
    void is_empty_without_a_field() {
        assertThat(FieldSet.of()).isEqualTo(FieldSet.empty());
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
        assertThat(SET.toFieldsV1()).isEqualTo(expected);
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
        assertThat(read.names(FieldPath.of("labels"))).isTrue();
        assertThat(read.touches(FieldPath.of("labels", "other"))).isFalse();
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
        assertThat(SET.touches(FieldPath.parse("spec.args[1]"))).isTrue();
        assertThat(SET.touches(FieldPath.parse("spec.args[1].name"))).isTrue();
        assertThat(SET.touches(FieldPath.of("data", "anything"))).isTrue();
        assertThat(SET.names(FieldPath.of("spec"))).isFalse();
        assertThat(SET.names(FieldPath.root())).isFalse();
    }

    @Test
    void knows_elements_by_key_by_value_and_by_index() {
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
        assertThat(read.members())
                .extracting(FieldPath::toString)
                .containsExactlyInAnyOrder(
                        "containers[name=\"web\"]", "containers[name=\"web\"].image", "finalizers[=\"a\"]", "x[3]");
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
        FieldSet set = SET.minusRecursively(FieldSet.of(FieldPath.of("spec")));
        assertThat(set.printed()).containsExactly(".data");
        assertThat(set.minusRecursively(FieldSet.of(FieldPath.of("nowhere")))).isSameAs(set);
    }
}
