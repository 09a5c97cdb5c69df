package io.gitops4j.testkit;

import static io.gitops4j.testkit.StateStoreFixture.SHOP;
import static io.gitops4j.testkit.StateStoreFixture.entry;
import static io.gitops4j.testkit.StateStoreFixture.openRun;
import static io.gitops4j.testkit.StateStoreFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.JournalEntry.Stage;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} on the journal of the open run. */
abstract class StateStoreContractJournals {
    private static final RunId THREE = new RunId(3);

    abstract StateStoreFixture fixture();

    @Test
    void keeps_entries_as_they_were_given_in_order() {
        Claim claim = fixture().claim();
        fixture().store().commit(claim, StateChange.begin(openRun(3)));
        List<Stage> stages = List.of(Stage.values());
        List<JournalEntry> all = new ArrayList<>();
        for (int step = 0; step < 20; step++) {
            List<JournalEntry> more = new ArrayList<>();
            for (int i = 0; i <= step % 4; i++) {
                more.add(entry(step, stages.get(i)));
            }
            fixture().store().append(claim, THREE, more);
            all.addAll(more);
        }
        fixture().store().append(claim, THREE, List.of());

        assertThat(fixture().store().load(SHOP).journal()).isEqualTo(all);
        assertThat(fixture().reopened().load(SHOP).journal()).isEqualTo(all);
        fixture().store().append(fixture().claim(), THREE, List.of(entry(20, Stage.SENT)));
        all.add(entry(20, Stage.SENT));
        assertThat(fixture().reopened().load(SHOP).journal()).isEqualTo(all);
    }

    @Test
    void a_new_inventory_leaves_the_journal() {
        fixture().commit(StateChange.begin(openRun(3)));
        fixture().store().append(fixture().claim(), THREE, List.of(entry(0, Stage.SENT)));
        fixture().commit(StateChange.inventory(StateStoreFixture.inventory(4)));
        fixture().store().append(fixture().claim(), THREE, List.of(entry(0, Stage.ACKED)));

        assertThat(fixture().store().load(SHOP).journal()).containsExactly(entry(0, Stage.SENT), entry(0, Stage.ACKED));
    }

    @Test
    void the_next_run_begins_with_an_empty_journal() {
        fixture().commit(StateChange.begin(openRun(3)));
        fixture().store().append(fixture().claim(), THREE, List.of(entry(0, Stage.SENT)));
        fixture().commit(StateChange.end(run(3)), StateChange.begin(openRun(4)));

        assertThat(fixture().store().load(SHOP).journal()).isEmpty();
        assertThat(fixture().reopened().load(SHOP).journal()).isEmpty();
    }

    @Test
    void has_none_for_a_run_that_is_not_open() {
        Claim claim = fixture().claim();
        List<JournalEntry> entries = List.of(entry(0, Stage.SENT));

        assertThatThrownBy(() -> fixture().store().append(claim, THREE, entries))
                .isInstanceOf(IllegalArgumentException.class);
        fixture().store().commit(claim, StateChange.begin(openRun(3)));
        assertThatThrownBy(() -> fixture().store().append(claim, new RunId(4), entries))
                .isInstanceOf(IllegalArgumentException.class);
        fixture().store().commit(claim, StateChange.end(run(3)));
        assertThatThrownBy(() -> fixture().store().append(claim, THREE, entries))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_entries_of_a_void_claim() {
        Claim claim = fixture().claim();
        fixture().store().commit(claim, StateChange.begin(openRun(3)));
        fixture().claim();

        StateStoreFixture.refusedAsVoid(() -> fixture().store().append(claim, THREE, List.of(entry(0, Stage.SENT))));
        assertThat(fixture().store().load(SHOP).journal()).isEmpty();
    }
}
