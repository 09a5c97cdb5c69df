package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.foreign;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.application.Adoption;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When an object that is already there becomes ours. */
class AdoptionTest {
    private final Host host = Host.create();

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void an_unowned_object_is_adopted_and_reported() {
        host.create("alice", foreign("a", "x", "old", "theirs", "stays"));
        String uid = host.uid(configMapKey("a"));
        host.declare("a.yaml", configMap("a", "x", "new"));

        Plan plan = host.plan(host.shop());
        Run run = host.apply(plan);

        assertThat(plan.changes()).singleElement().satisfies(line -> {
            assertThat(line.action()).isEqualTo(Action.ADOPT);
            assertThat(line.changes())
                    .anySatisfy(change -> assertThat(change.text())
                            .isEqualTo("data.x: \"old\" -> \"new\", owned by alice, takes it over"));
        });
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.uid(configMapKey("a"))).isEqualTo(uid);
        assertThat(host.data("a", "x")).contains("new");
        assertThat(host.data("a", "theirs")).contains("stays");
        assertThat(host.during(() -> host.reconcile(host.shop())).writes()).isZero();
    }

    @Test
    void an_unowned_object_that_is_as_declared_is_marked() {
        host.create("alice", foreign("a", "x", "1"));
        host.declare("a.yaml", configMap("a", "x", "1"));

        Run run = host.reconcile(host.shop());

        assertThat(run.steps()).extracting(StepResult::toString).containsExactly("DONE ADOPT ConfigMap shop/a");
        assertThat(host.field(configMapKey("a"), "metadata", "annotations", OwnerMark.ANNOTATION))
                .isPresent();
    }

    @Test
    void an_adopted_object_is_pruned_like_any_other() {
        host.create("alice", foreign("a", "x", "1"));
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.declare("b.yaml", configMap("b"));

        host.reconcile(host.shop());

        assertThat(host.live(configMapKey("a"))).isEmpty();
    }

    @Test
    void an_object_of_another_application_is_blocked_and_both_are_named() {
        host.declare("a.yaml", configMap("a", "x", "first"));
        host.declareIn("other", "a.yaml", configMap("a", "x", "second"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());

        Run run = host.reconcile(host.app("other", "other").build());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(Host.messages(run))
                .containsExactly(
                        "other/a.yaml:1:1, ConfigMap shop/a: it belongs to e2e/shop, and e2e/other declares it too; declare it in one"
                                + " of them, or let this one adopt always");
        assertThat(host.data("a", "x")).contains("first");
        assertThat(host.live(configMapKey("b"))).isPresent();
    }

    @Test
    void an_object_of_another_installation_is_blocked() {
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.reconcile(host.shop());
        try (var foreign = host.another("other-cluster-tool", StateStore.inMemory())) {
            Run run = foreign.reconcile(host.shop(), Host.MANUAL, Cancellation.none());
            host.pump();

            assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
            assertThat(run.outcome().problem().orElseThrow().message())
                    .contains("it belongs to e2e/shop")
                    .contains("other-cluster-tool/shop declares it too");
        }
    }

    @Test
    void a_blocked_object_is_not_pruned_by_its_second_claimant() {
        host.declare("a.yaml", configMap("a", "x", "first"));
        host.declareIn("other", "a.yaml", configMap("a", "x", "second"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.reconcile(host.app("other", "other").build());
        host.declareIn("other", "b.yaml", configMap("b"));

        Run run = host.reconcile(host.app("other", "other").build());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(host.data("a", "x")).contains("first");
    }

    @Test
    void the_policy_never_leaves_an_existing_object_alone() {
        host.create("alice", foreign("a", "x", "old"));
        host.declare("a.yaml", configMap("a", "x", "new"), "b.yaml", configMap("b"));

        Run run = host.reconcile(host.app("shop").adopt(Adoption.NEVER).build());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(run.outcome().problem().orElseThrow().code()).isEqualTo(Code.NOT_OWNED);
        assertThat(host.data("a", "x")).contains("old");
        assertThat(host.live(configMapKey("b"))).isPresent();
    }

    @Test
    void the_policy_never_still_updates_what_the_application_made() {
        var careful = host.app("shop").adopt(Adoption.NEVER).build();
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.reconcile(careful);
        host.declare("a.yaml", configMap("a", "x", "2"));

        host.reconcile(careful);

        assertThat(host.data("a", "x")).contains("2");
    }

    @Test
    void the_policy_always_takes_from_another_owner_and_says_so() {
        host.declare("a.yaml", configMap("a", "x", "first"));
        host.declareIn("other", "a.yaml", configMap("a", "x", "second"));
        host.reconcile(host.shop());
        var taking = host.app("other", "other").adopt(Adoption.ALWAYS).build();

        Plan plan = host.plan(taking);
        Run run = host.apply(plan);

        assertThat(plan.warnings())
                .anySatisfy(warning -> assertThat(warning.message()).contains("taken from e2e/shop"));
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.data("a", "x")).contains("second");
        assertThat(host.field(configMapKey("a"), "metadata", "annotations", OwnerMark.ANNOTATION)
                        .toString())
                .isNotEmpty();
        assertThat(host.live(configMapKey("a")).orElseThrow().text("metadata", "annotations", OwnerMark.ANNOTATION))
                .contains("v1|e2e||other||ConfigMap|shop|a");
    }

    @Test
    void what_was_taken_away_is_not_pruned_by_its_former_owner() {
        host.declare("a.yaml", configMap("a", "x", "first"), "keep.yaml", configMap("keep"));
        host.declareIn("other", "a.yaml", configMap("a", "x", "second"));
        host.reconcile(host.shop());
        host.reconcile(host.app("other", "other").adopt(Adoption.ALWAYS).build());
        host.declare("keep.yaml", configMap("keep"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.NO_CHANGE);
        assertThat(host.data("a", "x")).contains("second");
    }

    @Test
    void an_object_with_a_copied_mark_counts_as_unowned() {
        host.declare("a.yaml", configMap("a"));
        host.reconcile(host.shop());
        var owned = host.live(configMapKey("a")).orElseThrow();
        var copy = Host.node(foreign("b", "x", "old"));
        host.cluster.as("operator").create((Node.Obj) copy.with(
                io.gitops4j.core.tree.Path.of("metadata", "annotations"),
                owned.at("metadata", "annotations").orElseThrow()));
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b", "x", "new"));

        Run run = host.reconcile(host.shop());

        assertThat(run.steps()).extracting(StepResult::toString).containsExactly("DONE ADOPT ConfigMap shop/b");
        assertThat(host.data("b", "x")).contains("new");
    }
}
