package io.gitops4j.core.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.pattern.TextPattern;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRulesTest {
    private static final ObjectSelector DEPLOYMENTS =
            ObjectSelector.builder().kind("Deployment").build();

    private static final String HEAD =
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n";

    private static Node.Obj body(String spec) {
        return FieldSelectorTest.yaml(HEAD + spec);
    }

    private static IgnoreTarget target(String declared, String live) {
        return IgnoreTarget.declared(body(declared)).andLive(body(live)).typed(FieldSelectorTest.TYPE);
    }

    private static IgnoreRules rules(IgnoreRule... rules) {
        return IgnoreRules.of(List.of(rules));
    }

    private static IgnoreRule omit(FieldSelector... fields) {
        return IgnoreRule.of(DEPLOYMENTS, fields);
    }

    private static IgnoreRule pin(FieldSelector... fields) {
        return omit(fields).onApply(IgnoreRule.Mode.PIN_LIVE);
    }

    private static String applied(IgnoreTarget target, IgnoreRule... rules) {
        Node.Obj body = rules(rules).ignored(target).toApply(target);
        return Printer.json(body.object("spec"), Mask.none());
    }

    @Test
    void an_object_that_no_rule_selects_costs_no_allocation() {
        IgnoreTarget target = target("spec: {replicas: 1}", "spec: {replicas: 2}");
        IgnoreRules rules = IgnoreRules.of(List.of(
                IgnoreRule.of(ObjectSelector.builder().kind("Service").build(), FieldSelector.pointer("/spec")),
                IgnoreRule.of(
                        ObjectSelector.builder()
                                .kind("Deployment")
                                .name(TextPattern.parse("api-*"))
                                .build(),
                        FieldSelector.pointer("/spec"))));

        assertThat(rules.ignored(target)).isSameAs(IgnoreRules.none().ignored(target));
        assertThat(rules.ignored(target).isEmpty()).isTrue();
        assertThat(rules.ignored(target).toApply(target))
                .isSameAs(target.declared().orElseThrow());
    }

    @Test
    void a_condition_counts_where_it_holds_on_one_side() {
        FieldSelector managed = FieldSelector.jq(".spec.containers[] | select(.image == \"b\") | .image");

        Ignored ignored = rules(omit(managed))
                .ignored(target(
                        "spec: {containers: [{name: app, image: a}]}", "spec: {containers: [{name: app, image: b}]}"));

        assertThat(ignored.declared().paths()).hasToString("[spec.containers[name=\"app\"].image]");
        assertThat(ignored.live().paths()).isEqualTo(ignored.declared().paths());
    }

    @Test
    void a_position_means_the_item_that_stands_there_as_declared() {
        Ignored ignored = rules(omit(FieldSelector.pointer("/spec/containers/0/image")))
                .ignored(target(
                        "spec: {containers: [{name: app, image: a}]}",
                        "spec: {containers: [{name: injected, image: x}, {name: app, image: b}]}"));

        assertThat(ignored.live().paths()).hasToString("[spec.containers[name=\"app\"].image]");
    }

    @Test
    void items_that_nothing_tells_are_found_on_each_side() {
        Ignored ignored = rules(omit(FieldSelector.path("spec.rules[host=a].weight")))
                .ignored(target(
                        "spec: {rules: [{host: a, weight: 1}]}",
                        "spec: {rules: [{host: new, weight: 9}, {host: a, weight: 5}]}"));

        assertThat(ignored.declared().paths()).hasToString("[spec.rules[0].weight]");
        assertThat(ignored.live().paths()).hasToString("[spec.rules[1].weight]");
    }

    @Test
    void what_is_owned_by_a_manager_is_left_alone_except_for_the_name_and_our_mark() {
        Node.Obj live = FieldSelectorTest.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  managedFields:
                    - manager: hpa
                      operation: Update
                      subresource: scale
                      fieldsType: FieldsV1
                      fieldsV1: {"f:spec": {"f:replicas": {}}}
                    - manager: injector
                      operation: Apply
                      fieldsType: FieldsV1
                      fieldsV1:
                        "f:metadata": {"f:labels": {".": {}, "f:gitops4j.io/owner": {}, "f:zone": {}}}
                        "f:spec":
                          "f:containers": {'k:{"name":"app"}': {".": {}, "f:image": {}}, "x:unknown": {}}
                """);
        IgnoreTarget target = IgnoreTarget.declared(body("spec: {replicas: 1}")).andLive(live);

        assertThat(rules(omit(FieldSelector.managedBy(ManagedBy.of(TextPattern.glob("inj*")))))
                        .ignored(target)
                        .declared()
                        .paths())
                .hasToString("[metadata.labels.zone, spec.containers[name=\"app\"].image]");
        ManagedBy scale = ManagedBy.of(TextPattern.exactly("hpa")).operation("Update");
        assertThat(rules(omit(FieldSelector.managedBy(scale.subresource("scale"))))
                        .ignored(target)
                        .live()
                        .toFieldSet()
                        .printed())
                .containsExactly(".spec.replicas");
        assertThat(rules(omit(FieldSelector.managedBy(scale.subresource(""))))
                        .ignored(target)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_rule_for_all_metadata_leaves_the_name_and_our_mark() {
        Node.Obj declared = FieldSelectorTest.yaml("""
                kind: Deployment
                metadata:
                  name: web
                  labels: {gitops4j.io/owner: abc, app: web}
                  annotations: {gitops4j.io/owner-ref: v1, note: x}
                """);
        IgnoreTarget target = IgnoreTarget.declared(declared).andLive(declared);

        Ignored ignored = rules(omit(FieldSelector.pointer("/metadata"))).ignored(target);

        assertThat(ignored.declared().paths()).hasToString("[metadata.annotations.note, metadata.labels.app]");
        assertThat(Printer.json(ignored.toApply(target).object("metadata"), Mask.none()))
                .isEqualTo(
                        "{\"annotations\":{\"gitops4j.io/owner-ref\":\"v1\"},\"labels\":{\"gitops4j.io/owner\":\"abc\"},"
                                + "\"name\":\"web\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jq"})
    void a_rule_for_the_root_leaves_out_the_object(String spelling) {
        FieldSelector root = spelling.isEmpty() ? FieldSelector.pointer("") : FieldSelector.jq("select(.spec.x == 1)");
        IgnoreTarget target = target("spec: {x: 1}", "spec: {x: 2}");

        assertThat(rules(omit(root)).ignored(target).treatment()).isEqualTo(Treatment.EXCLUDED);
    }

    @Test
    void whole_objects_are_left_out_by_either_side_and_updates_by_what_is_declared() {
        Node.Obj plain = body("spec: {}");
        Node.Obj marked = FieldSelectorTest.yaml("kind: Deployment\nmetadata: {annotations: {ignore: enabled}}");
        ObjectSelector marks =
                ObjectSelector.builder().annotations("ignore=enabled").build();
        IgnoreTarget liveMarked = IgnoreTarget.declared(plain).andLive(marked);

        assertThat(rules(IgnoreRule.object(marks)).ignored(liveMarked).treatment())
                .isEqualTo(Treatment.EXCLUDED);
        assertThat(rules(IgnoreRule.updates(marks)).ignored(liveMarked).treatment())
                .isEqualTo(Treatment.COMPARED);
        assertThat(rules(IgnoreRule.updates(marks))
                        .ignored(IgnoreTarget.declared(marked).andLive(plain))
                        .treatment())
                .isEqualTo(Treatment.CREATED_ONLY);
    }

    @Test
    void what_is_omitted_takes_its_empty_container_and_nothing_else() {
        IgnoreTarget target = target(
                "spec: {strategy: {type: X}, replicas: 1, containers: [{name: b, image: i, tty: true}, {name: a, image: j}]}",
                "spec: {replicas: 5}");

        assertThat(applied(
                        target,
                        omit(
                                FieldSelector.pointer("/spec/strategy/type"),
                                FieldSelector.path("spec.containers[*].image"),
                                FieldSelector.path("spec.containers[name=b].name"))))
                .isEqualTo("{\"containers\":[{\"name\":\"b\",\"tty\":true},{\"name\":\"a\"}],\"replicas\":1}");
        assertThat(applied(target, omit(FieldSelector.path("spec.containers[name=b]"))))
                .contains("\"containers\":[{\"image\":\"j\",\"name\":\"a\"}]");
        assertThat(applied(target, omit(FieldSelector.path("spec.containers"))))
                .isEqualTo("{\"replicas\":1,\"strategy\":{\"type\":\"X\"}}");
    }

    @Test
    void what_is_pinned_has_the_live_value_and_its_place() {
        IgnoreTarget target = target(
                "spec: {replicas: 1, paused: true, containers: [{name: b, image: i}, {name: new, image: m}]}",
                "spec: {replicas: 5, extra: x, containers: [{name: injected, image: q}, {name: b, image: live, tty: true}]}");

        assertThat(applied(
                        target,
                        pin(FieldSelector.pointer("/spec/replicas"), FieldSelector.jq(".spec.containers[].image"))))
                .isEqualTo("{\"containers\":[{\"image\":\"live\",\"name\":\"b\"},{\"image\":\"m\",\"name\":\"new\"}],"
                        + "\"paused\":true,\"replicas\":5}");
        assertThat(applied(target, pin(FieldSelector.pointer("/spec"))))
                .as("leaf by leaf, so that nothing is declared that was not")
                .isEqualTo("{\"containers\":[{\"image\":\"live\",\"name\":\"b\"},{\"image\":\"m\",\"name\":\"new\"}],"
                        + "\"paused\":true,\"replicas\":5}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_value_that_is_owned_as_a_whole_is_merged_field_by_field(boolean pinned) {
        IgnoreTarget target = target(
                "spec: {selector: {app: web, tier: a}, rules: [{host: b, weight: 2}, {host: a, weight: 1}]}",
                "spec: {selector: {app: web, tier: z, injected: x}, "
                        + "rules: [{host: a, weight: 70, extra: d}, {host: added, weight: 9}, {host: b, weight: 30}]}");
        FieldSelector[] fields = {
            FieldSelector.pointer("/spec/selector/tier"),
            FieldSelector.pointer("/spec/selector/injected"),
            FieldSelector.jsonPath("$.spec.rules[*].weight")
        };

        assertThat(applied(target, pinned ? pin(fields) : omit(fields)))
                .isEqualTo("{\"rules\":[{\"host\":\"b\",\"weight\":30},{\"host\":\"a\",\"weight\":70}],"
                        + "\"selector\":{\"app\":\"web\",\"injected\":\"x\",\"tier\":\"z\"}}");
    }

    @Test
    void an_item_that_is_live_alone_stays_in_a_list_that_is_owned_as_a_whole() {
        IgnoreTarget target =
                target("spec: {tolerations: [{key: mine}]}", "spec: {tolerations: [{key: injected}, {key: mine}]}");

        assertThat(applied(target, omit(FieldSelector.jq(".spec.tolerations[] | select(.key == \"injected\")"))))
                .isEqualTo("{\"tolerations\":[{\"key\":\"injected\"},{\"key\":\"mine\"}]}");
    }

    @Test
    void an_object_that_is_not_there_is_created_as_declared() {
        IgnoreTarget target = IgnoreTarget.declared(body("spec: {replicas: 1}"));

        assertThat(applied(target, omit(FieldSelector.pointer("/spec/replicas"))))
                .isEqualTo("{\"replicas\":1}");
    }

    @Test
    void a_field_that_is_ours_alone_is_pinned_until_somebody_else_owns_it() {
        String ours = "metadata: {name: web, managedFields: ["
                + "{manager: us, operation: Apply, fieldsType: FieldsV1, fieldsV1: {'f:spec': {'f:replicas': {}, 'f:paused': {}}}}, "
                + "{manager: hpa, operation: Update, fieldsType: FieldsV1, fieldsV1: {'f:spec': {'f:paused': {}}}}]}\n";
        Node.Obj live = FieldSelectorTest.yaml(
                "apiVersion: apps/v1\nkind: Deployment\n" + ours + "spec: {replicas: 5, paused: true}");
        IgnoreTarget target = IgnoreTarget.declared(body("spec: {replicas: 1, paused: false, new: 1}"))
                .andLive(live);
        IgnoreRule rule = omit(
                FieldSelector.pointer("/spec/replicas"),
                FieldSelector.pointer("/spec/paused"),
                FieldSelector.pointer("/spec/new"));

        assertThat(applied(target.managedBy("us"), rule)).isEqualTo("{\"replicas\":5}");
        assertThat(applied(target, rule)).isEqualTo("{}");
    }

    @Test
    void of_two_rules_for_a_field_the_last_counts_at_an_apply() {
        IgnoreTarget target = target("spec: {replicas: 1, paused: true}", "spec: {replicas: 5, paused: false}");
        FieldSelector spec = FieldSelector.pointer("/spec");
        FieldSelector replicas = FieldSelector.pointer("/spec/replicas");

        assertThat(applied(target, omit(spec), pin(replicas))).isEqualTo("{\"replicas\":5}");
        assertThat(applied(target, pin(replicas), omit(spec))).isEqualTo("{}");
        IgnoreRule last = pin(replicas);
        assertThat(rules(omit(spec), last).ignored(target).declared().rule(FieldPath.of("spec", "replicas")))
                .containsSame(last);
    }

    @Test
    void a_walk_meets_what_is_ignored_step_by_step() {
        IgnoredFields fields = rules(omit(FieldSelector.pointer("/spec/replicas")))
                .ignored(target("spec: {replicas: 1}", "spec: {}"))
                .declared();

        IgnoredFields spec = fields.below(PathElement.field("spec")).orElseThrow();
        assertThat(spec.rule()).isEmpty();
        assertThat(spec.below(PathElement.field("replicas")).orElseThrow().rule())
                .isPresent();
        assertThat(spec.below(PathElement.field("paused"))).isEmpty();
        assertThat(fields.covers(FieldPath.of("spec", "replicas", "deeper"))).isTrue();
        assertThat(fields.covers(FieldPath.of("spec"))).isFalse();
    }

    @Test
    void what_is_ignored_can_be_taken_out_of_both_sides() {
        IgnoreTarget target = target(
                "spec: {containers: [{name: a, image: x}], replicas: 1}",
                "spec: {containers: [{name: b, image: z}, {name: a, image: y, tty: true}], replicas: 7}");

        Ignored ignored = rules(
                        omit(FieldSelector.path("spec.containers[name=a].image"), FieldSelector.path("spec.replicas")))
                .ignored(target);

        assertThat(ignored.withoutIgnored(target)).isEqualTo(body("spec: {containers: [{name: a}]}"));
        assertThat(ignored.liveWithoutIgnored(target))
                .isEqualTo(body("spec: {containers: [{name: b, image: z}, {name: a, tty: true}]}"));
    }

    @Test
    void a_rule_that_takes_too_long_counts_as_absent_and_says_so() {
        Node[] many = new Node[2000];
        for (int i = 0; i < many.length; i++) {
            many[i] = Node.object().with("v", Node.of("a".repeat(500)));
        }
        Node.Obj declared = body("").with("spec", Node.object().with("list", Node.array(many)));
        IgnoreRule slow = omit(FieldSelector.jq(".spec.list[] | select(.v | test(\"(a*)*b\"))"));
        IgnoreRule quick = omit(FieldSelector.pointer("/spec/replicas"));

        Ignored ignored = rules(slow, quick).ignored(IgnoreTarget.declared(declared));

        assertThat(ignored.declared().paths()).hasToString("[spec.replicas]");
        assertThat(ignored.problems()).hasSize(1);
        assertThat(ignored.problems().get(0).text())
                .isEqualTo("the ignore rule [jq expression \".spec.list[] | select(.v | test(\"(a*)*b\"))\"] of "
                        + "kind=Deployment takes too many steps for this object and is left out; make it simpler");
    }

    @Test
    void a_rule_without_a_field_is_refused() {
        assertThatThrownBy(() -> IgnoreRule.of(DEPLOYMENTS, List.of()))
                .isInstanceOf(GitOpsException.class)
                .hasMessage("the rule for kind=Deployment names no field; name one, or ignore the whole object");
        assertThatThrownBy(() -> IgnoreRule.object(DEPLOYMENTS).onApply(IgnoreRule.Mode.OMIT))
                .isInstanceOf(GitOpsException.class)
                .hasMessage(
                        "the rule for the whole of kind=Deployment names no field that an apply could do something about");
    }
}
