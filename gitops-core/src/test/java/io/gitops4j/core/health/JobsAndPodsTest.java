package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobsAndPodsTest {
    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate}
            spec: {suspend: %s}
            status: {active: 1, conditions: [%s]}
            """;
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {restartPolicy: %s}
            status: {%s}
            """;

    @Test
    void only_a_condition_that_is_true_ends_a_job() {
        String running = "PROGRESSING/WAIT Running: 1 pods are running";
        assertThat(job(false, "")).isEqualTo(running);
        assertThat(job(false, "{type: Failed, status: \"False\"}")).isEqualTo(running);
        assertThat(job(false, "{type: Complete, status: \"True\", message: done}"))
                .isEqualTo("HEALTHY/DONE Complete: done");
        assertThat(job(false, "{type: Failed, status: \"True\", reason: BackoffLimitExceeded, message: 6 times}"))
                .isEqualTo("DEGRADED/FAIL BackoffLimitExceeded: 6 times");
    }

    @Test
    void a_job_that_was_resumed_is_running() {
        assertThat(job(true, "{type: Suspended, status: \"True\", reason: JobSuspended}"))
                .isEqualTo("SUSPENDED/PASS_THROUGH JobSuspended");
        assertThat(job(false, "{type: Suspended, status: \"False\", reason: JobResumed}"))
                .isEqualTo("PROGRESSING/WAIT Running: 1 pods are running");
        assertThat(job(true, "{type: Suspended, status: \"False\"}"))
                .isEqualTo("PROGRESSING/WAIT Running: 1 pods are running");
    }

    @Test
    void a_suspended_cron_job_is_done() {
        assertThat(Assessed.text("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report}
                spec: {suspend: true}
                """)).isEqualTo("SUSPENDED/DONE Suspended: no new Jobs are started");
    }

    @Test
    void a_pod_is_healthy_when_ready_or_at_its_end() {
        assertThat(pod("Always", "phase: Running, conditions: [{type: Ready, status: \"True\"}]"))
                .isEqualTo("HEALTHY/DONE Ready");
        assertThat(pod("Always", "phase: Running"))
                .isEqualTo("PROGRESSING/WAIT NotReady: the pod is running and not ready yet");
        assertThat(pod("Never", "phase: Running, conditions: [{type: Ready, status: \"True\"}]"))
                .isEqualTo("PROGRESSING/WAIT Running: the pod runs to its end");
        assertThat(pod("Never", "phase: Succeeded")).isEqualTo("HEALTHY/DONE Succeeded");
    }

    @Test
    void a_failed_pod_is_degraded_with_the_best_message_there_is() {
        assertThat(pod("Never", "phase: Failed, reason: Evicted, message: low on memory"))
                .isEqualTo("DEGRADED/FAIL Evicted: low on memory");
        assertThat(pod("Never", "phase: Failed, containerStatuses: [{name: m, state: {terminated: {exitCode: 3}}}]"))
                .isEqualTo("DEGRADED/FAIL Failed: the container m failed with exit code 3");
        assertThat(pod(
                        "Never",
                        "phase: Failed, containerStatuses: [{name: m, state: {terminated: {reason: OOMKilled}}}]"))
                .isEqualTo("DEGRADED/FAIL Failed: the container m ran out of memory (OOMKilled)");
    }

    @Test
    void a_container_that_cannot_start_degrades_a_pod_that_always_restarts_and_no_other() {
        String stuck = "phase: Pending, containerStatuses: [{state: {waiting: {reason: ImagePullBackOff, message: no"
                + " image}}}]";
        assertThat(pod("Always", stuck)).isEqualTo("DEGRADED/FAIL ImagePullBackOff: no image");
        assertThat(pod("OnFailure", stuck)).isEqualTo("PROGRESSING/WAIT Pending: the pod has not started yet");
    }

    @Test
    void a_pod_that_cannot_be_scheduled_says_why() {
        assertThat(pod(
                        "Always",
                        "phase: Pending, conditions: [{type: PodScheduled, status: \"False\","
                                + " message: 0/3 nodes are available}]"))
                .isEqualTo("PROGRESSING/WAIT Pending: 0/3 nodes are available");
        assertThat(pod("Always", "phase: Unknown")).isEqualTo("UNKNOWN/WAIT Unknown");
    }

    private static String job(boolean suspend, String conditions) {
        return Assessed.text(JOB.formatted(suspend, conditions));
    }

    private static String pod(String policy, String status) {
        return Assessed.text(POD.formatted(policy, status));
    }
}
