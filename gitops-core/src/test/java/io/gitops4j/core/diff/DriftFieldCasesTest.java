package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.DriftCase.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.ignore.FieldSelector;
import io.gitops4j.core.ignore.IgnoreRule;
import io.gitops4j.core.ignore.IgnoreRules;
import io.gitops4j.core.ignore.ObjectSelector;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.SharedFolder;
import io.gitops4j.core.tree.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What users of other tools reported of differences, through the pure engine: read from the folder that the system property
 * or environment variable {@code GITOPS4J_FIELDCASES} names, by default {@code ../shared/fieldcases} of a folder above.
 */
class DriftFieldCasesTest {
    private final Optional<Path> folder = SharedFolder.find("GITOPS4J_FIELDCASES", "fieldcases");

    @BeforeEach
    void needs_the_cases() {
        assumeTrue(
                folder.isPresent(),
                "no field cases: GITOPS4J_FIELDCASES names no folder, nor is ../shared/fieldcases there");
    }

    private DriftCase of(String name) {
        return new DriftCase(folder.orElseThrow().resolve(name));
    }

    @Test
    void case_28_empty_lists_and_maps_equal_absent_ones() {
        String name = "28-empty-lists-and-maps-dropped";
        assertThat(of(name).diffs("desired.yaml", "live.yaml", "desired.yaml", "live.yaml"))
                .allSatisfy(CaseAssertions::inSync);
        assertThat(of(name).withLostStore().diffs("desired.yaml", "live.yaml", "desired.yaml", "live.yaml"))
                .allSatisfy(CaseAssertions::inSync);
    }

    @Test
    void case_28_a_range_that_somebody_adds_is_drift_of_a_field_of_ours() {
        DriftCase one = of("28-empty-lists-and-maps-dropped");
        Node.Obj desired = one.objects("desired.yaml").stream()
                .filter(object -> object.text("kind").filter("Service"::equals).isPresent())
                .findFirst()
                .orElseThrow();
        Node.Obj live = one.objects("live.yaml").stream()
                .filter(object -> object.text("kind").filter("Service"::equals).isPresent())
                .findFirst()
                .orElseThrow();
        Node.Obj edited = (Node.Obj) live.with(
                io.gitops4j.core.tree.Path.of("spec", "loadBalancerSourceRanges"), Node.array(Node.of("10.0.0.0/8")));

        Diff diff = one.diff(desired, edited, desired, live);

        assertThat(diff.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(lines(diff)).containsExactly("MODIFY spec.loadBalancerSourceRanges LIVE_DRIFT");
    }

    @Test
    void case_30_a_key_and_a_container_removed_in_git_go() {
        String name = "30-key-removed-from-git";
        for (DriftCase one : List.of(of(name), of(name).withLostStore())) {
            List<Diff> diffs = one.diffs("desired.yaml", "live.yaml", "before.yaml", "live.yaml");
            assertThat(diffs).extracting(Diff::verdict).containsExactly(Verdict.CHANGED, Verdict.CHANGED);
            assertThat(lines(diffs.get(0))).containsExactly("REMOVE data[\"two.json\"] DESIRED_CHANGED");
            assertThat(lines(diffs.get(1)))
                    .containsExactly(
                            "REMOVE spec.template.spec.containers[name=\"sidecar\"] DESIRED_CHANGED [ROLLS_PODS]");
        }
    }

    @Test
    void case_33_adopting_takes_the_fields_of_client_side_apply_over() {
        DriftCase one = of("33-adopting-from-client-side-apply");
        Node.Obj live = one.objects("live.yaml").get(0);
        one.withLostStore()
                .with(request -> DiffRequest.of(request.desired(), request.sensitive(), request.live())
                        .as(request.schema())
                        .inheriting(Predecessors.of(ManagedFields.readable(live))));

        Diff diff = one.diffs("desired.yaml", "live.yaml", "before.yaml", "live.yaml")
                .get(0);

        assertThat(lines(diff))
                .containsExactly("REMOVE data.drop NEW", "ADOPT data.keep NEW [kubectl-client-side-apply]");
        assertThat(diff.predicted().orElseThrow().object("data"))
                .isEqualTo(one.objects("after.yaml").get(0).object("data"));
    }

    @Test
    void case_36_what_an_injector_owns_stays_and_is_named() {
        Diff diff = of("36-removed-conversion-keeps-a-foreign-leaf")
                .diffs("desired.yaml", "live.yaml", "before.yaml", "live.yaml")
                .get(0);

        assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(diff.kept())
                .containsExactly(new Kept(
                        io.gitops4j.core.merge.FieldPath.parse("spec.conversion.webhook.clientConfig.caBundle"),
                        List.of("cainjector")));
        assertThat(diff.predicted().orElseThrow().at("spec", "conversion", "webhook", "clientConfig", "caBundle"))
                .isPresent();
        assertThat(diff.changes()).allSatisfy(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.REMOVE);
            assertThat(change.path().toString()).startsWith("spec.conversion");
        });
    }

    @Test
    void case_38_rules_of_an_aggregated_role_are_never_ours() {
        String name = "38-aggregated-cluster-role";
        for (String desired : List.of("desired.yaml", "desired-with-empty-rules.yaml")) {
            assertThat(of(name).diffs(desired, "live.yaml", desired, "live.yaml"))
                    .allSatisfy(CaseAssertions::inSync);
            assertThat(of(name).withLostStore().diffs(desired, "live.yaml", desired, "live.yaml"))
                    .allSatisfy(diff -> assertThat(diff.changes())
                            .noneMatch(change -> change.path().toString().startsWith("rules")));
        }
    }

    @Test
    void case_41_status_and_a_null_time_say_nothing() {
        String name = "41-status-and-creationtimestamp-in-git";
        assertThat(of(name).diffs("desired.yaml", "live.yaml", "desired.yaml", "live.yaml"))
                .allSatisfy(CaseAssertions::inSync);
        assertThat(of(name).withLostStore().diffs("desired.yaml", "live.yaml", "desired.yaml", "live.yaml"))
                .allSatisfy(CaseAssertions::inSync);
    }

    @Test
    void case_44_null_in_an_immutable_place_is_absent() {
        String name = "44-null-in-an-immutable-place";
        assertThat(of(name).diffs("desired.yaml", "live.yaml", "desired.yaml", "applied.yaml"))
                .allSatisfy(CaseAssertions::inSync);
        assertThat(of(name).withLostStore().diffs("desired.yaml", "live.yaml", "desired.yaml", "applied.yaml"))
                .allSatisfy(CaseAssertions::inSync);
    }

    @Test
    void case_46_another_order_of_variables_is_a_reorder_that_rolls_pods() {
        DriftCase one = of("46-order-of-environment-variables");

        Diff diff = one.diffs("desired.yaml", "live.yaml", "before.yaml", "applied.yaml")
                .get(0);

        assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(lines(diff))
                .containsExactly(
                        "REORDER spec.template.spec.containers[name=\"app\"].env DESIRED_CHANGED [ROLLS_PODS]");
        assertThat(diff.predicted().orElseThrow().object("spec"))
                .isEqualTo(one.objects("after.yaml").get(0).object("spec"));
    }

    @Test
    void case_49_a_key_that_two_own_is_released() {
        DriftCase one = of("49-key-owned-by-two");

        Diff diff = one.diffs("desired.yaml", "live.yaml", "before.yaml", "live.yaml")
                .get(0);

        assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(lines(diff))
                .containsExactly(
                        "REMOVE data.other DESIRED_CHANGED", "RELEASE data.same DESIRED_CHANGED [kubectl-edit]");
        assertThat(diff.predicted().orElseThrow().object("data"))
                .isEqualTo(one.objects("after.yaml").get(0).object("data"));
    }

    @Test
    void case_52_fields_without_a_schema_are_compared() {
        String name = "52-custom-resource-without-a-schema";
        for (DriftCase one : List.of(of(name), of(name).withDefinition("crd.yaml"))) {
            assertThat(one.diffs("before.yaml", "live.yaml", "before.yaml", "applied.yaml"))
                    .allSatisfy(CaseAssertions::inSync);
            Diff diff = one.diffs("desired.yaml", "live.yaml", "before.yaml", "applied.yaml")
                    .get(0);
            assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
            assertThat(lines(diff)).containsExactly("MODIFY spec.template.containers DESIRED_CHANGED");
            assertThat(diff.changes().get(0).text()).contains("1.2.4").contains("1.2.6");
        }
    }

    @Test
    void case_54_one_field_of_one_item_is_left_alone() {
        String name = "54-ignore-one-field-of-one-list-item";
        for (IgnoreRules rules : spellings()) {
            DriftCase one = of(name).with(rules);
            assertThat(one.diffs("before.yaml", "live.yaml", "before.yaml", "applied.yaml"))
                    .allSatisfy(CaseAssertions::inSync);
            Diff diff = one.diffs("desired.yaml", "live.yaml", "before.yaml", "applied.yaml")
                    .get(0);
            assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
            assertThat(diff.changes().stream().map(change -> change.kind() + " " + change.path()))
                    .containsExactly(
                            "ADD spec.template.spec.containers[name=\"service\"].env",
                            "MODIFY spec.template.spec.containers[name=\"sidecar\"].image");
        }
    }

    private static List<IgnoreRules> spellings() {
        return List.of(
                        FieldSelector.jsonPath("$.spec.template.spec.containers[?(@.name==\"service\")].image"),
                        FieldSelector.jq(".spec.template.spec.containers[] | select(.name == \"service\").image"),
                        FieldSelector.path("/spec/template/spec/containers[name=service]/image"))
                .stream()
                .flatMap(fields -> java.util.stream.Stream.of(
                        IgnoreRule.of(ObjectSelector.all(), fields),
                        IgnoreRule.of(ObjectSelector.all(), fields).onApply(IgnoreRule.Mode.PIN_LIVE)))
                .map(rule -> IgnoreRules.of(List.of(rule)))
                .toList();
    }
}
