package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = ManualClock.create();
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final Executor direct = ManualScheduler.direct();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runs_tasks_in_order_of_due_time_and_then_of_scheduling() {
        scheduler.schedule(direct, () -> ran.add("late"), Duration.ofSeconds(3));
        scheduler.schedule(direct, () -> ran.add("first"), SECOND);
        scheduler.schedule(direct, () -> ran.add("second"), SECOND);

        scheduler.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("first", "second");
        assertThat(scheduler.waiting()).isOne();
    }

    @Test
    void shows_each_task_the_time_it_was_due_at() {
        Instant start = clock.instant();
        List<Instant> seen = new ArrayList<>();
        scheduler.schedule(direct, () -> seen.add(clock.instant()), SECOND);

        scheduler.advance(Duration.ofMinutes(1));

        assertThat(seen).containsExactly(start.plus(SECOND));
        assertThat(clock.instant()).isEqualTo(start.plus(Duration.ofMinutes(1)));
    }

    @Test
    void runs_what_a_task_schedules_within_the_same_advance() {
        scheduler.schedule(direct, () -> scheduler.schedule(direct, () -> ran.add("second"), SECOND), SECOND);

        scheduler.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("second");
    }

    @Test
    void runs_a_task_without_delay_at_once() {
        scheduler.schedule(direct, () -> ran.add("now"), Duration.ZERO);
        assertThat(ran).containsExactly("now");
    }

    @Test
    void does_not_run_what_was_withdrawn() {
        Scheduler.Handle handle = scheduler.schedule(direct, () -> ran.add("never"), SECOND);

        handle.close();
        handle.close();
        scheduler.advance(SECOND);

        assertThat(ran).isEmpty();
    }

    @Test
    void moves_no_task_when_only_the_clock_moves() {
        scheduler.schedule(direct, () -> ran.add("due"), SECOND);

        clock.advance(Duration.ofSeconds(5));
        assertThat(ran).isEmpty();
        scheduler.advance(Duration.ZERO);

        assertThat(ran).containsExactly("due");
        assertThatThrownBy(() -> clock.advance(SECOND.negated()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a clock does not go back: PT-1S");
    }
}
