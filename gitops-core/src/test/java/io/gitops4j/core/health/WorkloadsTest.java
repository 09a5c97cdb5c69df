package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkloadsTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, generation: 1}
            spec: {replicas: 3}
            status: {observedGeneration: 1, %s}
            """;
    private static final String STATEFUL_SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, generation: 1}
            spec: {replicas: 3, updateStrategy: {%s}}
            status: {observedGeneration: 1, replicas: 3, %s}
            """;
    private static final String DAEMON_SET = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent, generation: 1}
            spec: {updateStrategy: {type: %s}}
            status: {observedGeneration: 1, %s}
            """;

    @Test
    void a_deployment_waits_for_updated_then_old_then_available_replicas() {
        assertThat(deployment("replicas: 3, updatedReplicas: 1"))
                .isEqualTo("PROGRESSING/WAIT Updating: 1 of 3 replicas are updated");
        assertThat(deployment("replicas: 4, updatedReplicas: 3"))
                .isEqualTo("PROGRESSING/WAIT RemovingOld: 1 old replicas are not gone yet");
        assertThat(deployment("replicas: 3, updatedReplicas: 3, availableReplicas: 2"))
                .isEqualTo("PROGRESSING/WAIT Starting: 2 of 3 updated replicas are available");
        assertThat(deployment("replicas: 3, updatedReplicas: 3, availableReplicas: 3"))
                .isEqualTo("HEALTHY/DONE Available: 3 replicas are available");
    }

    @Test
    void a_deployment_past_its_deadline_is_degraded() {
        assertThat(deployment("updatedReplicas: 1, conditions: [{type: Progressing, status: \"False\","
                        + " reason: ProgressDeadlineExceeded, message: too late}]"))
                .isEqualTo("DEGRADED/FAIL ProgressDeadlineExceeded: too late");
    }

    @Test
    void a_paused_deployment_is_suspended_and_not_waited_for() {
        assertThat(Assessed.text("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {paused: true}
                """)).isEqualTo("SUSPENDED/PASS_THROUGH Paused: the rollout is paused");
    }

    @Test
    void a_deployment_that_no_controller_has_looked_at_is_progressing_even_with_no_replicas() {
        assertThat(Assessed.text("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, generation: 1}
                spec: {replicas: 0}
                """))
                .isEqualTo("PROGRESSING/WAIT NotObserved: its controller has not looked at the object yet");
    }

    @Test
    void a_stateful_set_waits_for_ready_replicas_and_the_revision() {
        assertThat(statefulSet("", "readyReplicas: 2"))
                .isEqualTo("PROGRESSING/WAIT Starting: 2 of 3 replicas are ready");
        assertThat(statefulSet("", "readyReplicas: 3, updatedReplicas: 1, currentRevision: a, updateRevision: b"))
                .isEqualTo("PROGRESSING/WAIT Updating: 1 of 3 replicas are updated");
        assertThat(statefulSet("", "readyReplicas: 3, currentRevision: b, updateRevision: b"))
                .isEqualTo("HEALTHY/DONE Ready: 3 replicas are ready");
    }

    @Test
    void a_partition_is_updated_when_the_replicas_above_it_are() {
        String partition = "type: RollingUpdate, rollingUpdate: {partition: 1}";
        assertThat(statefulSet(
                        partition, "readyReplicas: 3, updatedReplicas: 1, currentRevision: a, updateRevision: b"))
                .isEqualTo("PROGRESSING/WAIT Updating: 1 of 2 replicas above the partition are updated");
        assertThat(statefulSet(
                        partition, "readyReplicas: 3, updatedReplicas: 2, currentRevision: a, updateRevision: b"))
                .isEqualTo("HEALTHY/DONE PartitionUpdated: 2 replicas above the partition are updated");
    }

    @Test
    void update_on_delete_is_done_only_when_the_replicas_are_ready() {
        assertThat(statefulSet("type: OnDelete", "readyReplicas: 2"))
                .isEqualTo("PROGRESSING/WAIT Starting: 2 of 3 replicas are ready");
        assertThat(statefulSet("type: OnDelete", "readyReplicas: 3, currentRevision: a, updateRevision: b"))
                .isEqualTo(
                        "HEALTHY/DONE OnDelete: 3 replicas are ready; each is updated when somebody deletes its pod");
    }

    @Test
    void a_daemon_set_waits_for_updated_and_available_pods() {
        assertThat(daemonSet("RollingUpdate", "desiredNumberScheduled: 2, updatedNumberScheduled: 1"))
                .isEqualTo("PROGRESSING/WAIT Updating: 1 of 2 pods are updated");
        assertThat(daemonSet(
                        "RollingUpdate", "desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1"))
                .isEqualTo("PROGRESSING/WAIT Starting: 1 of 2 pods are available");
        assertThat(daemonSet("OnDelete", "desiredNumberScheduled: 2, numberAvailable: 2"))
                .isEqualTo("HEALTHY/DONE Available: 2 pods are available");
        assertThat(daemonSet("RollingUpdate", "numberAvailable: 0"))
                .isEqualTo("PROGRESSING/WAIT NotObserved: its controller has not looked at the object yet");
    }

    @Test
    void a_replica_set_that_cannot_make_pods_is_degraded() {
        assertThat(Assessed.text("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web, generation: 1}
                status:
                  observedGeneration: 1
                  conditions: [{type: ReplicaFailure, status: "True", reason: FailedCreate, message: quota}]
                """)).isEqualTo("DEGRADED/FAIL FailedCreate: quota");
    }

    private static String deployment(String status) {
        return Assessed.text(DEPLOYMENT.formatted(status));
    }

    private static String statefulSet(String strategy, String status) {
        return Assessed.text(STATEFUL_SET.formatted(strategy, status));
    }

    private static String daemonSet(String strategy, String status) {
        return Assessed.text(DAEMON_SET.formatted(strategy, status));
    }
}
