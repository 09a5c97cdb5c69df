package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.applied;
import static io.gitops4j.embedded.Fixtures.body;
import static io.gitops4j.embedded.Fixtures.conditions;
import static io.gitops4j.embedded.Fixtures.status;
import static io.gitops4j.embedded.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.testkit.ManualClock;
import io.gitops4j.testkit.ManualScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Path ROLLOUT = Path.of("metadata", "annotations", Rollout.ANNOTATION);

    private final ManualScheduler scheduler = new ManualScheduler(ManualClock.create());
    private final EmbeddedCluster cluster = EmbeddedCluster.builder()
            .clock(scheduler.clock())
            .scheduler(scheduler)
            .executor(ManualScheduler.direct())
            .rollout(Rollout.over(STEP.multipliedBy(3)))
            .build();

    private static Node.Obj asked(Node.Obj object, String ending) {
        return (Node.Obj) object.with(ROLLOUT, Node.of(ending));
    }

    @Test
    void makes_a_deployment_ready_in_three_steps() {
        Node.Obj web = Fixtures.deployment(3);
        applied(cluster, web);
        assertThat(status(cluster, web)).isEqualTo(Node.object());

        scheduler.advance(STEP);
        assertThat(status(cluster, web).without("conditions"))
                .isEqualTo(yaml("{observedGeneration: 1, replicas: 3, unavailableReplicas: 3}"));
        assertThat(conditions(status(cluster, web)))
                .containsExactly("Available False MinimumReplicasUnavailable", "Progressing True ReplicaSetUpdated");

        scheduler.advance(STEP);
        assertThat(status(cluster, web).without("conditions"))
                .isEqualTo(yaml("{observedGeneration: 1, replicas: 3, updatedReplicas: 3, unavailableReplicas: 3}"));

        scheduler.advance(STEP);
        assertThat(status(cluster, web).without("conditions"))
                .isEqualTo(yaml("{observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3,"
                        + " availableReplicas: 3}"));
        assertThat(conditions(status(cluster, web)))
                .containsExactly("Available True MinimumReplicasAvailable", "Progressing True NewReplicaSetAvailable");
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void writes_statuses_under_its_own_manager_and_without_a_new_generation() {
        Node.Obj web = Fixtures.deployment(1);
        applied(cluster, web);
        scheduler.advance(STEP.multipliedBy(3));

        Node.Obj live = body(cluster, web);

        assertThat(Metadata.generation(live)).isEqualTo(1);
        assertThat(live.object("metadata").array("managedFields").items())
                .extracting(entry -> entry.text("manager").orElse("") + " "
                        + entry.text("operation").orElse("") + " "
                        + entry.text("subresource").orElse(""))
                .containsExactly(Fixtures.MANAGER + " Apply ", "embedded-controller Update status");
        assertThat(Fixtures.apply(cluster, web).toString()).contains("changed=false");
    }

    @Test
    void begins_anew_with_a_new_generation_and_keeps_the_old_pods_serving() {
        Node.Obj web = Fixtures.deployment(2);
        applied(cluster, web);
        scheduler.advance(STEP.multipliedBy(3));

        applied(cluster, (Node.Obj) web.with(Path.of("spec", "minReadySeconds"), Node.of(5)));
        assertThat(status(cluster, web).get("observedGeneration")).isEqualTo(Node.of(1));
        scheduler.advance(STEP);

        assertThat(status(cluster, web).without("conditions"))
                .isEqualTo(yaml("{observedGeneration: 2, replicas: 2, readyReplicas: 2, availableReplicas: 2}"));
        scheduler.advance(STEP.multipliedBy(2));
        assertThat(status(cluster, web).get("updatedReplicas")).isEqualTo(Node.of(2));
    }

    @Test
    void fails_a_deployment_that_asks_for_it() {
        Node.Obj web = asked(Fixtures.deployment(3), "fail");
        applied(cluster, web);

        scheduler.advance(Duration.ofHours(1));

        assertThat(conditions(status(cluster, web)))
                .containsExactly(
                        "Available False MinimumReplicasUnavailable", "Progressing False ProgressDeadlineExceeded");
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void takes_the_ending_from_the_pod_template_too_and_never_finishes_what_is_stuck() {
        Path template = Path.of("spec", "template", "metadata", "annotations", Rollout.ANNOTATION);
        Node.Obj web = (Node.Obj) Fixtures.deployment(3).with(template, Node.of("stuck"));
        applied(cluster, web);

        scheduler.advance(Duration.ofHours(1));

        assertThat(status(cluster, web).without("conditions"))
                .isEqualTo(yaml("{observedGeneration: 1, replicas: 3, unavailableReplicas: 3}"));
    }

    @Test
    void completes_jobs_and_fails_those_that_ask_for_it() {
        Node.Obj job = yaml("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate, namespace: default}
                spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: 'example.com/migrate:1'}]}}}
                """);
        Node.Obj failing = asked((Node.Obj) job.with(Path.of("metadata", "name"), Node.of("broken")), "fail");
        applied(cluster, job);
        applied(cluster, failing);

        scheduler.advance(STEP);
        assertThat(status(cluster, job).get("active")).isEqualTo(Node.of(1));
        scheduler.advance(STEP);

        assertThat(conditions(status(cluster, job)))
                .containsExactly("SuccessCriteriaMet True CompletionsReached", "Complete True CompletionsReached");
        assertThat(conditions(status(cluster, failing)))
                .containsExactly("FailureTarget True BackoffLimitExceeded", "Failed True BackoffLimitExceeded");
    }

    @Test
    void crashes_a_pod_that_asks_for_it() {
        Node.Obj pod = asked(yaml("""
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: default}
                spec: {containers: [{name: web, image: 'example.com/web:1'}]}
                """), "fail");
        applied(cluster, pod);
        assertThat(status(cluster, pod)).isEqualTo(yaml("{phase: Pending}"));

        scheduler.advance(Duration.ofHours(1));

        Node container = status(cluster, pod).array("containerStatuses").get(0);
        assertThat(container.text("state", "waiting", "reason")).contains("CrashLoopBackOff");
        assertThat(status(cluster, pod).text("phase")).contains("Running");
        assertThat(Conditions.isTrue(body(cluster, pod), "Ready")).isFalse();
    }

    @Test
    void serves_a_definition_only_once_it_is_established() {
        GroupKind widget = new GroupKind("example.com", "Widget");
        applied(cluster, Fixtures.definition());
        assertThat(cluster.discover(Cancellation.none()).find(widget)).isEmpty();

        scheduler.advance(STEP);

        assertThat(cluster.discover(Cancellation.none()).find(widget)).isPresent();
        assertThat(conditions(status(cluster, Fixtures.definition())))
                .containsExactly("NamesAccepted True NoConflicts", "Established True InitialNamesAccepted");
    }

    @Test
    void gets_other_kinds_where_they_should_be() {
        Node.Obj claim = yaml("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: default}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """);
        Node.Obj service = yaml("""
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: default}
                spec: {type: LoadBalancer, ports: [{port: 80}]}
                """);
        Node.Obj set = yaml("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: default}
                spec: {replicas: 2, serviceName: db}
                """);
        Node.Obj daemons = yaml("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: default}
                spec: {}
                """);
        applied(cluster, claim);
        applied(cluster, service);
        applied(cluster, set);
        applied(cluster, daemons);

        scheduler.advance(STEP.multipliedBy(3));

        assertThat(status(cluster, claim).text("phase")).contains("Bound");
        assertThat(status(cluster, service)).isEqualTo(yaml("{loadBalancer: {ingress: [{ip: 192.0.2.10}]}}"));
        assertThat(status(cluster, set)).isEqualTo(yaml("""
                {observedGeneration: 1, replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2,
                 availableReplicas: 2, currentRevision: db-1, updateRevision: db-1, collisionCount: 0}
                """));
        assertThat(status(cluster, daemons)).isEqualTo(yaml("""
                {observedGeneration: 1, currentNumberScheduled: 2, desiredNumberScheduled: 2, numberMisscheduled: 0,
                 updatedNumberScheduled: 2, numberReady: 2, numberAvailable: 2}
                """));
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void is_done_when_the_write_returns_where_it_is_immediate() {
        try (EmbeddedCluster immediate = EmbeddedCluster.create()) {
            Node.Obj web = Fixtures.deployment(2);
            applied(immediate, web);
            assertThat(status(immediate, web).get("availableReplicas")).isEqualTo(Node.of(2));
        }
    }

    @Test
    void moves_nothing_but_definitions_where_there_is_none() {
        try (EmbeddedCluster still =
                EmbeddedCluster.builder().rollout(Rollout.none()).build()) {
            Node.Obj web = Fixtures.deployment(2);
            applied(still, web);
            applied(still, Fixtures.definition());
            applied(still, Fixtures.widget("one"));
            assertThat(status(still, web)).isEqualTo(Node.object());

            still.as("operator").setStatus(Fixtures.key(web), yaml("{readyReplicas: 1}"));
            assertThat(status(still, web)).isEqualTo(yaml("{readyReplicas: 1}"));
        }
    }
}
