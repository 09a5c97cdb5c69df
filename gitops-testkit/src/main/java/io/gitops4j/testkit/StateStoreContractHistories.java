package io.gitops4j.testkit;

import static io.gitops4j.testkit.StateStoreFixture.SHOP;
import static io.gitops4j.testkit.StateStoreFixture.openRun;
import static io.gitops4j.testkit.StateStoreFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.run.RunId;
import io.gitops4j.core.state.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} on the runs that ended. */
abstract class StateStoreContractHistories {
    abstract StateStoreFixture fixture();

    private static Optional<RunId> before(long number) {
        return Optional.of(new RunId(number));
    }

    private void end(long... numbers) {
        for (long number : numbers) {
            fixture().commit(StateChange.end(run(number)));
        }
    }

    @Test
    void of_an_application_that_never_ran_is_empty() {
        assertThat(fixture().history(Optional.empty(), 9)).isEmpty();
        assertThat(fixture().history(before(9), 9)).isEmpty();
    }

    @Test
    void gives_runs_as_they_were_newest_first() {
        end(1, 2, 5);

        for (int i = 0; i < 2; i++) {
            assertThat(fixture().store().history(SHOP, Optional.empty(), 9))
                    .usingRecursiveComparison()
                    .isEqualTo(List.of(run(5), run(2), run(1)));
            fixture().reopened();
        }
    }

    @Test
    void gives_no_more_than_asked_for() {
        end(1, 2, 5);

        assertThat(fixture().history(Optional.empty(), 1)).containsExactly(5L);
        assertThat(fixture().history(Optional.empty(), 3)).containsExactly(5L, 2L, 1L);
        assertThatThrownBy(() -> fixture().history(Optional.empty(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gives_only_runs_before_the_one_named() {
        end(1, 2, 5, 6);

        assertThat(fixture().history(before(5), 9)).containsExactly(2L, 1L);
        assertThat(fixture().history(before(5), 1)).containsExactly(2L);
        assertThat(fixture().history(before(1), 9)).isEmpty();
        // one that is not there
        assertThat(fixture().history(before(4), 9)).containsExactly(2L, 1L);
        assertThat(fixture().history(before(99), 2)).containsExactly(6L, 5L);
    }

    @Test
    void pages_give_each_run_once_where_an_interrupted_one_ended_after_a_later_one() {
        fixture().commit(StateChange.begin(openRun(2)));
        end(1, 3, 4, 2, 5);

        List<Long> all = new ArrayList<>();
        List<Long> page = fixture().history(Optional.empty(), 2);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = fixture().history(before(page.get(page.size() - 1)), 2);
        }
        assertThat(all).containsExactly(5L, 2L, 4L, 3L, 1L);
    }
}
