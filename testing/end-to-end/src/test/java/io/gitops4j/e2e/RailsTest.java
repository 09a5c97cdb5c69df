package io.gitops4j.e2e;

import static io.gitops4j.e2e.Host.configMap;
import static io.gitops4j.e2e.Host.configMapKey;
import static io.gitops4j.e2e.Host.namespaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Decision;
import io.gitops4j.core.run.Gate;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.source.RepoPath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds a run back. */
class RailsTest {
    private Host host = Host.create();

    @AfterEach
    void close() {
        host.close();
    }

    private void gate(Gate gate) {
        host.close();
        host = Host.with(builder -> builder.gate(gate));
    }

    private static final String CLAIM = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: disk, namespace: %s}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            """;
    private static final String NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: data}\n";

    @Test
    void a_suspended_application_is_held() {
        host.declare("a.yaml", configMap("a"));
        var suspended = host.app("shop").suspend().build();
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconcile(suspended)).writes())
                .isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(Host.messages(run[0]))
                .containsExactly("application shop: it is suspended; resume it to reconcile it");
        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void an_empty_source_is_held_and_removes_nothing() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.declare("notes.txt", "nothing here");
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconcile(host.shop())).writes())
                .isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(run[0].outcome().problems()).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.PRUNE_REFUSED);
            assertThat(problem.message()).contains("nothing at all is declared");
        });
        assertThat(host.live(configMapKey("a"))).isPresent();
    }

    @Test
    void an_empty_source_that_is_allowed_removes_everything() {
        var allowing = host.app("shop").allowEmpty().build();
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(allowing);
        host.declare("notes.txt", "nothing here");

        Run run = host.reconcile(allowing);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(configMapKey("a"))).isEmpty();
        assertThat(host.live(configMapKey("b"))).isEmpty();
        assertThat(host.store.load(allowing.id()).inventory().isEmpty()).isTrue();
    }

    @Test
    void the_gate_of_prunes_holds_and_nothing_is_written() {
        gate(Gate.maxPrunes(1));
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"), "c.yaml", configMap("c"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a", "x", "2"));
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconcile(host.shop())).writes())
                .isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(run[0].outcome().phase()).contains(Phase.GATE);
        assertThat(Host.messages(run[0]))
                .containsExactly(
                        "application shop: the plan removes 2 objects, more than the 1 that go without being asked");
        assertThat(host.data("a", "x")).contains("1");
        assertThat(run[0].steps()).extracting(StepResult::status).containsOnly(StepResult.Status.SKIPPED);
    }

    @Test
    void the_gate_of_prunes_lets_as_many_through() {
        gate(Gate.maxPrunes(1));
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));

        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
    }

    @Test
    void a_gate_that_denies_ends_the_run_and_nothing_is_written() {
        gate(request -> Decision.deny("no changes on a Friday"));
        host.declare("a.yaml", configMap("a"));
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconcile(host.shop())).writes())
                .isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.DENIED);
        assertThat(Host.messages(run[0])).containsExactly("application shop: no changes on a Friday");
        assertThat(host.store.load(host.shop().id()).inventory().isEmpty()).isTrue();
    }

    @Test
    void a_gate_that_throws_denies() {
        gate(request -> {
            throw new IllegalStateException("the approval service knows token hunter2");
        });
        host.declare("a.yaml", configMap("a"));
        Run[] run = new Run[1];

        assertThat(host.during(() -> run[0] = host.reconcile(host.shop())).writes())
                .isZero();

        assertThat(run[0].outcome().kind()).isEqualTo(Outcome.Kind.DENIED);
        assertThat(Host.messages(run[0]).get(0))
                .contains("the gate failed with java.lang.IllegalStateException")
                .doesNotContain("hunter2");
    }

    @Test
    void a_gate_that_answers_nothing_denies() {
        gate(request -> null);
        host.declare("a.yaml", configMap("a"));

        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.DENIED);
        assertThat(host.live(configMapKey("a"))).isEmpty();
    }

    @Test
    void a_gate_that_holds_until_a_time_says_when_to_try_again() {
        gate(request -> Decision.hold("outside the window").until(request.now().plus(Duration.ofHours(2))));
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().retryAt()).contains(host.clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void the_gate_sees_plan_trigger_and_the_run_before() {
        gate(request -> request.previous().isEmpty()
                ? Decision.allow()
                : Decision.hold(request.trigger() + " after "
                        + request.previous().get().outcome().kind() + ", "
                        + request.plan().count(Action.UPDATE)));
        host.declare("a.yaml", configMap("a", "x", "1"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a", "x", "2"));

        assertThat(Host.messages(host.reconcile(host.shop())))
                .containsExactly("application shop: manual by tester after APPLIED, 1");
    }

    @Test
    void the_gate_is_asked_when_a_plan_is_applied_too() {
        boolean[] open = {true};
        gate(request -> open[0] ? Decision.allow() : Decision.deny("closed"));
        host.declare("a.yaml", configMap("a"));
        Plan plan = host.plan(host.shop());
        open[0] = false;

        assertThat(host.apply(plan).outcome().kind()).isEqualTo(Outcome.Kind.DENIED);
    }

    @Test
    void a_claim_on_a_volume_goes_only_when_it_is_confirmed_on_the_plan() {
        host.declare("a.yaml", configMap("a"), "disk.yaml", CLAIM.formatted("shop"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));
        ResourceKey claim = new ResourceKey("", "PersistentVolumeClaim", "shop", "disk");

        Run held = host.reconcile(host.shop());
        Plan plan = host.plan(host.shop());
        Plan confirmed = plan.confirm(List.of(claim.toString()));

        assertThat(held.outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(host.live(claim)).isPresent();
        assertThat(confirmed.digest()).isEqualTo(plan.digest());
        assertThat(host.apply(confirmed).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(claim)).isEmpty();
    }

    @Test
    void what_is_not_held_cannot_be_confirmed() {
        host.declare("a.yaml", configMap("a"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));
        Plan plan = host.plan(host.shop());

        assertThatThrownBy(() -> plan.confirm(List.of(configMapKey("b").toString())))
                .isInstanceOf(GitOpsException.class)
                .hasMessageContaining("it is not held for a confirmation");
        assertThatThrownBy(() -> plan.confirm(List.of("ConfigMap shop/z")))
                .isInstanceOf(GitOpsException.class)
                .hasMessageContaining("the plan does not touch it");
    }

    @Test
    void a_namespace_stays_while_a_claim_in_it_is_held() {
        host.declare("ns.yaml", NAMESPACE, "disk.yaml", CLAIM.formatted("data"), "a.yaml", configMap("a"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));
        ResourceKey claim = new ResourceKey("", "PersistentVolumeClaim", "data", "disk");

        Plan plan = host.plan(host.shop());
        Run run = host.apply(plan);

        assertThat(plan.changes())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("HOLD PersistentVolumeClaim data/disk", "HOLD Namespace data");
        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(host.live(claim)).isPresent();
        assertThat(host.live(namespaceKey("data"))).isPresent();
        Plan both = host.plan(host.shop()).confirm(List.of(claim.toString(), "Namespace data"));
        assertThat(host.apply(both).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(namespaceKey("data"))).isEmpty();
    }

    @Test
    void a_namespace_goes_with_its_objects_where_all_of_them_are_ours() {
        host.declare(
                "ns.yaml",
                NAMESPACE,
                "b.yaml",
                configMap("b").replace("{name: b}", "{name: b, namespace: data}"),
                "a.yaml",
                configMap("a"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(run.steps())
                .extracting(StepResult::toString)
                .containsExactly("DONE PRUNE ConfigMap data/b", "DONE PRUNE Namespace data");
    }

    @Test
    void a_namespace_stays_where_an_object_in_it_could_not_be_removed() {
        host.declare(
                "ns.yaml",
                NAMESPACE,
                "b.yaml",
                configMap("b").replace("{name: b}", "{name: b, namespace: data}"),
                "a.yaml",
                configMap("a"),
                "c.yaml",
                configMap("c"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a"));
        ResourceKey inside = new ResourceKey("", "ConfigMap", "data", "b");
        host.cluster.faults().reject(inside, "protected by policy", 1);

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(host.live(inside)).isPresent();
        assertThat(host.live(namespaceKey("data")).orElseThrow().at("metadata", "deletionTimestamp"))
                .isEmpty();
        assertThat(Host.step(run, namespaceKey("data")).status()).isEqualTo(StepResult.Status.SKIPPED);
        assertThat(host.live(configMapKey("c"))).isEmpty();
    }

    @Test
    void nothing_is_removed_where_something_could_not_be_applied() {
        host.declare("a.yaml", configMap("a", "x", "1"), "b.yaml", configMap("b"));
        host.reconcile(host.shop());
        host.declare("a.yaml", configMap("a", "x", "2"), "c.yaml", configMap("c"));
        host.cluster.faults().reject(configMapKey("a"), "denied by a webhook", 1);

        Run run = host.reconcile(host.shop());

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.PARTIAL);
        assertThat(host.live(configMapKey("c"))).isPresent();
        assertThat(host.live(configMapKey("b"))).isPresent();
        assertThat(Host.step(run, configMapKey("b")).status()).isEqualTo(StepResult.Status.SKIPPED);
        assertThat(Host.step(run, configMapKey("a")).problem().orElseThrow().text())
                .contains("deploy/a.yaml:1:1")
                .contains("denied by a webhook");
        assertThat(host.reconcile(host.shop()).outcome().kind()).isEqualTo(Outcome.Kind.APPLIED);
        assertThat(host.live(configMapKey("b"))).isEmpty();
    }

    @Test
    void a_source_that_became_empty_beside_a_full_one_is_held() {
        host.declare("a.yaml", configMap("a"));
        host.declareIn("more", "b.yaml", configMap("b"));
        var both = host.shop().toBuilder()
                .from(ApplicationSource.of(host.shop().sources().get(0).ref(), RepoPath.of("more"))
                        .named("more"))
                .build();
        host.reconcile(both);
        host.declareIn("more", "notes.txt", "nothing");

        Run run = host.reconcile(both);

        assertThat(run.outcome().kind()).isEqualTo(Outcome.Kind.HELD);
        assertThat(host.live(configMapKey("b"))).isPresent();
    }
}
