package io.gitops4j.testkit;

import static io.gitops4j.testkit.StateStoreFixture.SHOP;
import static io.gitops4j.testkit.StateStoreFixture.inventory;
import static io.gitops4j.testkit.StateStoreFixture.openRun;
import static io.gitops4j.testkit.StateStoreFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.run.JournalEntry.Stage;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.state.ApplicationState;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} on changes and what is loaded after them. */
abstract class StateStoreContractCommits {
    abstract StateStoreFixture fixture();

    private ApplicationState load() {
        return fixture().store().load(SHOP);
    }

    @Test
    void an_application_that_nothing_is_stored_of_has_the_empty_state() {
        assertThat(load().inventory()).isEqualTo(Inventory.empty());
        assertThat(load().open()).isEmpty();
        assertThat(load().journal()).isEmpty();
        assertThat(load().last()).isEmpty();
    }

    @Test
    void keeps_an_inventory_as_it_was_given() {
        fixture().commit(StateChange.inventory(inventory(2)), StateChange.inventory(inventory(30)));

        assertThat(load().inventory()).isEqualTo(inventory(30));
        fixture().reopened();
        assertThat(load().inventory()).isEqualTo(inventory(30));
    }

    @Test
    void a_run_that_begins_is_open_with_an_empty_journal() {
        fixture().commit(StateChange.begin(openRun(3)).and(inventory(2)));

        for (int i = 0; i < 2; i++) {
            assertThat(load().open()).contains(openRun(3));
            assertThat(load().journal()).isEmpty();
            assertThat(load().inventory()).isEqualTo(inventory(2));
            fixture().reopened();
        }
    }

    @Test
    void a_run_that_ends_joins_the_history_and_is_open_no_longer() {
        fixture().commit(StateChange.begin(openRun(3)));
        fixture().store().append(fixture().claim(), new RunId(3), List.of(StateStoreFixture.entry(0, Stage.SENT)));
        fixture().commit(StateChange.end(run(3)).and(inventory(1)));

        for (int i = 0; i < 2; i++) {
            assertThat(load().open()).isEmpty();
            assertThat(load().journal()).isEmpty();
            assertThat(load().inventory()).isEqualTo(inventory(1));
            assertThat(load().last())
                    .hasValueSatisfying(
                            last -> assertThat(last).usingRecursiveComparison().isEqualTo(run(3)));
            fixture().reopened();
        }
    }

    @Test
    void a_run_may_end_that_never_was_open_and_leaves_the_open_one() {
        fixture().commit(StateChange.begin(openRun(3)));
        fixture().store().append(fixture().claim(), new RunId(3), List.of(StateStoreFixture.entry(0, Stage.SENT)));
        fixture().commit(StateChange.end(run(4)));

        for (int i = 0; i < 2; i++) {
            assertThat(load().open()).contains(openRun(3));
            assertThat(load().journal()).hasSize(1);
            assertThat(load().last().orElseThrow().id()).isEqualTo(new RunId(4));
            fixture().reopened();
        }
    }

    @Test
    void a_run_that_is_ended_once_more_after_a_failure_is_there_once() {
        fixture().commit(StateChange.end(run(3)), StateChange.end(run(3)));

        assertThat(fixture().history(Optional.empty(), 9)).containsExactly(3L);
    }

    @Test
    void a_change_that_is_misuse_changes_nothing() {
        fixture().commit(StateChange.begin(openRun(3)).and(inventory(1)));
        Claim claim = fixture().claim();

        assertThatThrownBy(() -> fixture()
                        .store()
                        .commit(claim, StateChange.begin(openRun(4)).and(inventory(2))))
                .isInstanceOf(IllegalArgumentException.class);
        Claim other = fixture().claim(ApplicationId.of("other"));
        assertThatThrownBy(() ->
                        fixture().store().commit(other, StateChange.end(run(4)).and(inventory(2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(load().open()).contains(openRun(3));
        assertThat(load().inventory()).isEqualTo(inventory(1));
        assertThat(fixture().store().applications()).containsExactly(SHOP);
    }

    @Test
    void forgetting_leaves_nothing() {
        fixture().commit(StateChange.end(run(2)), StateChange.begin(openRun(3)).and(inventory(1)));
        fixture().commit(StateChange.forget());

        for (int i = 0; i < 2; i++) {
            an_application_that_nothing_is_stored_of_has_the_empty_state();
            assertThat(fixture().history(Optional.empty(), 9)).isEmpty();
            assertThat(fixture().store().applications()).isEmpty();
            fixture().reopened();
        }
        fixture().commit(StateChange.end(run(9)));
        assertThat(fixture().history(Optional.empty(), 9)).containsExactly(9L);
    }

    @Test
    void lists_the_applications_that_something_is_stored_of_sorted() {
        List<ApplicationId> ids = List.of(
                ApplicationId.of("zoo"),
                new ApplicationId("acme", "shop"),
                new ApplicationId("b", "a.b-c"),
                ApplicationId.of("shop"));
        for (ApplicationId id : ids) {
            fixture().store().commit(fixture().claim(id), StateChange.inventory(inventory(1)));
        }
        fixture().claim(ApplicationId.of("claimed-alone"));

        for (int i = 0; i < 2; i++) {
            assertThat(fixture().store().applications())
                    .containsExactlyElementsOf(ids.stream().sorted().toList());
            fixture().reopened();
        }
    }

    @Test
    void applications_do_not_see_each_other() {
        fixture().commit(StateChange.end(run(1)).and(inventory(1)));
        ApplicationId twin = ApplicationId.of(SHOP.name());

        assertThat(fixture().store().load(twin).inventory().isEmpty()).isTrue();
        assertThat(fixture().store().history(twin, Optional.empty(), 9)).isEmpty();
    }
}
