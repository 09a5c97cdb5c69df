package io.gitops4j.render.kustomize.internal.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrategicMergeTest {
    private static final String DEPLOYMENT = "{apiVersion: apps/v1, kind: Deployment, ";
    private static final String CUSTOM = "{apiVersion: example.com/v1, kind: Foo, ";

    private static Node.Obj yaml(String text) {
        return (Node.Obj) Parser.strict().parseYaml("test.yaml", text).get(0).root();
    }

    private static Node.@Nullable Obj merge(String body, String patch) {
        return StrategicMerge.merge(
                yaml(body), yaml(patch), MergeSchema.kubernetes(), Spelling.plain(), Spelling.plain());
    }

    private static void merges(String body, String patch, String expected) {
        assertThat(merge(body, patch)).isEqualTo(yaml(expected));
    }

    private static String pod(String fields) {
        return DEPLOYMENT + "spec: {template: {spec: {" + fields + "}}}}";
    }

    private static void mergesInPod(String body, String patch, String expected) {
        merges(pod(body), pod(patch), pod(expected));
    }

    private static void mergesCustom(String body, String patch, String expected) {
        merges(CUSTOM + body + "}", CUSTOM + patch + "}", CUSTOM + expected + "}");
    }

    @Test
    void maps_are_merged_field_by_field() {
        mergesCustom("spec: {a: 1, b: {c: 2}}", "spec: {b: {d: 3}, e: x}", "spec: {a: 1, b: {c: 2, d: 3}, e: x}");
    }

    @Test
    void null_removes_a_field_and_adds_none() {
        mergesCustom("spec: {a: 1, b: 2}", "spec: {a: null, z: null, n: {x: null}}", "spec: {b: 2, n: {}}");
    }

    @Test
    void a_null_of_the_object_stays() {
        mergesCustom("spec: {a: null, b: {c: null}}", "spec: {d: 1}", "spec: {a: null, b: {c: null}, d: 1}");
    }

    @Test
    void lists_of_kinds_nobody_knows_are_replaced() {
        mergesCustom(
                "containers: [{name: a}, {name: b}]",
                "containers: [{name: b, image: x}]",
                "containers: [{name: b, image: x}]");
    }

    @Test
    void items_with_one_key_come_first_where_the_patch_has_them() {
        mergesInPod(
                "containers: [{name: a, image: one}, {name: b, image: two}]",
                "containers: [{name: c}, {name: b, args: [x]}]",
                "containers: [{name: c}, {name: b, image: two, args: [x]}, {name: a, image: one}]");
    }

    @Test
    void items_with_several_keys_keep_their_order() {
        mergesInPod(
                "containers: [{name: a, ports: [{containerPort: 1, protocol: TCP}, {containerPort: 2, protocol: TCP}]}]",
                "containers: [{name: a, ports: [{containerPort: 2, protocol: TCP, name: x}, {containerPort: 2, protocol: UDP}]}]",
                "containers: [{name: a, ports: [{containerPort: 2, protocol: UDP}, {containerPort: 1, protocol: TCP},"
                        + " {containerPort: 2, protocol: TCP, name: x}]}]");
    }

    @Test
    void scalars_with_a_strategy_are_united() {
        merges(
                DEPLOYMENT + "metadata: {finalizers: [a, b]}}",
                DEPLOYMENT + "metadata: {finalizers: [c, b]}}",
                DEPLOYMENT + "metadata: {finalizers: [c, b, a]}}");
    }

    @Test
    void lists_without_a_strategy_are_replaced() {
        mergesInPod(
                "containers: [{name: a, args: [x, y]}], tolerations: [{key: a}]",
                "containers: [{name: a, args: [z]}], tolerations: [{key: b}]",
                "containers: [{name: a, args: [z]}], tolerations: [{key: b}]");
    }

    @Test
    void a_kind_within_an_object_that_nobody_knows_has_its_own_type() {
        mergesCustom(
                "spec: {object: {apiVersion: v1, kind: Pod, spec: {containers: [{name: a}]}}}",
                "spec: {object: {spec: {containers: [{name: b}]}}}",
                "spec: {object: {apiVersion: v1, kind: Pod, spec: {containers: [{name: b}, {name: a}]}}}");
    }

    @Test
    void directives_decide_for_a_map() {
        mergesCustom("spec: {a: {b: 1}, c: 2}", "spec: {a: {$patch: delete}}", "spec: {c: 2}");
        mergesCustom("spec: {a: {b: 1}, c: 2}", "spec: {a: {$patch: replace, d: 3}}", "spec: {a: {d: 3}, c: 2}");
        mergesCustom("spec: {a: {b: 1}, c: 2}", "spec: {a: {$patch: merge, d: 3}}", "spec: {a: {b: 1, d: 3}, c: 2}");
        mergesCustom("spec: {}", "spec: {a: {$patch: replace, d: 3}, b: {$patch: delete}}", "spec: {a: {d: 3}}");
    }

    @Test
    void directives_decide_for_an_item_and_for_a_list() {
        mergesInPod(
                "containers: [{name: a}, {name: b}]",
                "containers: [{name: a, $patch: delete}]",
                "containers: [{name: b}]");
        mergesInPod("containers: [{name: a}]", "containers: [{name: a, $patch: delete}]", "containers: []");
        mergesInPod("containers: [{name: a}]", "containers: [{$patch: delete}]", "");
        mergesInPod("containers: [{name: a}]", "containers: [{name: b}, {$patch: replace}]", "containers: [{name: b}]");
        mergesInPod(
                "containers: [{name: a}]",
                "containers: [{name: b}, {$patch: merge}]",
                "containers: [{name: b}, {name: a}]");
    }

    @Test
    void a_directive_of_a_whole_object_deletes_it() {
        assertThat(merge(CUSTOM + "spec: {}}", "{$patch: delete}")).isNull();
    }

    @Test
    void other_directives_of_kubectl_are_fields_like_others() {
        mergesCustom(
                "list: [a, b]",
                "$deleteFromPrimitiveList/list: [a], $setElementOrder/list: [b]",
                "list: [a, b], $deleteFromPrimitiveList/list: [a], $setElementOrder/list: [b]");
    }

    @Test
    void an_unknown_directive_is_an_error() {
        assertThatThrownBy(() -> merge(CUSTOM + "spec: {a: {b: 1}}}", CUSTOM + "spec: {a: {$patch: remove}}}"))
                .isInstanceOf(MergeProblem.class)
                .hasMessage("unknown patch strategy 'remove' at spec.a; use merge, replace or delete");
    }

    @Test
    void values_of_two_kinds_do_not_merge() {
        assertThatThrownBy(() -> merge(CUSTOM + "spec: {a: {b: 1}}}", CUSTOM + "spec: {a: [1]}}"))
                .hasMessage("wrong node kind: expected MappingNode but got SequenceNode at spec.a");
        assertThatThrownBy(() -> merge(pod("containers: [{name: a}]"), pod("containers: {name: a}")))
                .hasMessage(
                        "wrong node kind: expected SequenceNode but got MappingNode at spec.template.spec.containers");
    }

    @Test
    void empty_maps_and_lists_stay() {
        mergesInPod(
                "volumes: [{name: a, emptyDir: {}}], containers: []",
                "volumes: [{name: b, emptyDir: {}}]",
                "volumes: [{name: b, emptyDir: {}}, {name: a, emptyDir: {}}], containers: []");
    }

    @Test
    void the_last_of_items_with_one_name_is_left_whatever_the_patch() {
        mergesInPod(
                "containers: [{name: a, image: one}, {name: a, image: two}]",
                "x: y",
                "containers: [{name: a, image: two}], x: y");
    }

    @Test
    void an_item_without_its_key_takes_the_place_of_all() {
        // a mistake of upstream that builds show; the API server refuses such containers
        mergesInPod("containers: [{name: a}, {image: x}]", "containers: [{name: b}]", "containers: [{image: x}]");
    }

    @Test
    void ports_some_without_protocol_are_told_apart_as_upstream_comes_to_do_it() {
        mergesInPod(
                "containers: [{name: a, ports: [{containerPort: 80}]}]",
                "containers: [{name: a, ports: [{containerPort: 80, protocol: TCP}]}]",
                "containers: [{name: a, ports: [{containerPort: 80}]}]");
    }

    @Test
    void what_takes_the_place_of_a_string_in_quotes_is_one() {
        Spelling quotes = new Spelling() {
            @Override
            public boolean quoted(io.gitops4j.core.tree.Path path) {
                return true;
            }

            @Override
            public boolean blank(io.gitops4j.core.tree.Path path) {
                return true;
            }

            @Override
            public String text(io.gitops4j.core.tree.Path path, String otherwise) {
                return path.toString().equals("spec.a") ? "1.10" : otherwise;
            }
        };
        Node.Obj merged = StrategicMerge.merge(
                yaml("{spec: {a: x, b: z, c: 1, m: null}}"),
                yaml("{spec: {a: 1.1, b: true, c: 2}}"),
                MergeSchema.none(),
                quotes,
                quotes);
        assertThat(merged).isEqualTo(yaml("{spec: {a: \"1.10\", b: \"true\", c: 2}}"));
    }

    @Test
    void an_object_that_a_patch_does_not_change_is_the_very_same() {
        Node.Obj body = yaml(pod("containers: [{name: a, ports: [{containerPort: 80}], env: [{name: x, value: y}]}]"));
        assertThat(StrategicMerge.merge(
                        body, Node.object(), MergeSchema.kubernetes(), Spelling.plain(), Spelling.plain()))
                .isSameAs(body);
    }

    @Test
    void long_lists_are_merged_through_an_index() {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            items.add(Node.objectBuilder().put("name", "v" + i).build());
        }
        Node.Obj body = yaml(pod("containers: []"));
        Node.Obj big =
                (Node.Obj) body.with(io.gitops4j.core.tree.Path.of("spec", "template", "spec", "env"), Node.nil())
                        .with(io.gitops4j.core.tree.Path.of("spec", "template", "spec", "volumes"), Node.array(items));
        Node.Obj merged = StrategicMerge.merge(big, big, MergeSchema.kubernetes(), Spelling.plain(), Spelling.plain());
        assertThat(merged).isNotNull();
        assertThat(merged.at("spec", "template", "spec", "volumes")).contains(Node.array(items));
    }

    @Test
    void a_long_list_without_keys_is_refused() {
        String items =
                IntStream.range(0, 3_000).mapToObj(i -> "{image: x" + i + "}").collect(Collectors.joining(", "));
        assertThatThrownBy(() -> merge(pod("containers: [" + items + "]"), pod("x: y")))
                .hasMessage(
                        "over 2000 items, some without name at spec.template.spec.containers; give every item its keys");
    }
}
