package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Health HEALTHY = Health.healthy();
    private static final Health SUSPENDED = Health.suspended("Paused", "");
    private static final Health PROGRESSING = Health.progressing("Updating", "1 of 3 replicas are updated");
    private static final Health MISSING = Health.missing("Absent", "");
    private static final Health DEGRADED = Health.degraded("Failed", "");
    private static final Health UNKNOWN = Health.unknown("Unreadable", "");

    @Test
    void the_worst_counts_in_the_order_of_argo_cd() {
        assertThat(Health.worst(List.of())).isEqualTo(Health.Status.HEALTHY);
        assertThat(Health.worst(List.of(HEALTHY, SUSPENDED))).isEqualTo(Health.Status.SUSPENDED);
        assertThat(Health.worst(List.of(PROGRESSING, SUSPENDED))).isEqualTo(Health.Status.PROGRESSING);
        assertThat(Health.worst(List.of(PROGRESSING, Health.terminating("Deleting", ""))))
                .isEqualTo(Health.Status.TERMINATING);
        assertThat(Health.worst(List.of(MISSING, PROGRESSING))).isEqualTo(Health.Status.MISSING);
        assertThat(Health.worst(List.of(MISSING, DEGRADED))).isEqualTo(Health.Status.DEGRADED);
        assertThat(Health.worst(List.of(UNKNOWN, DEGRADED))).isEqualTo(Health.Status.UNKNOWN);
    }

    @Test
    void what_is_suspended_for_good_does_not_count() {
        Health atRest = SUSPENDED.withVerdict(Health.Wait.DONE);
        assertThat(Health.worst(List.of(atRest, HEALTHY))).isEqualTo(Health.Status.HEALTHY);
    }

    @Test
    void prints_status_verdict_reason_and_message() {
        assertThat(PROGRESSING).hasToString("PROGRESSING/WAIT Updating: 1 of 3 replicas are updated");
        assertThat(HEALTHY).hasToString("HEALTHY/DONE");
        assertThat(PROGRESSING).isNotEqualTo(PROGRESSING.withVerdict(Health.Wait.PASS_THROUGH));
    }
}
