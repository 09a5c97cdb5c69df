package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is stored of one application. Immutable. */
public final class ApplicationState {
    private static final ApplicationState NEW = new ApplicationState(Inventory.empty(), null, List.of(), null);

    private final Inventory inventory;
    private final @Nullable OpenRun open;
    private final List<JournalEntry> journal;
    private final @Nullable Run last;

    private ApplicationState(
            Inventory inventory, @Nullable OpenRun open, List<JournalEntry> journal, @Nullable Run last) {
        this.inventory = Objects.requireNonNull(inventory);
        this.open = open;
        this.journal = List.copyOf(journal);
        this.last = last;
    }

    /** The state of an application that nothing is stored of. */
    public static ApplicationState empty() {
        return NEW;
    }

    /** This state with another inventory. */
    public ApplicationState with(Inventory inventory) {
        return new ApplicationState(inventory, open, journal, last);
    }

    /** This state with an open run and its journal so far. */
    public ApplicationState with(OpenRun open, List<JournalEntry> journal) {
        return new ApplicationState(inventory, Objects.requireNonNull(open), journal, last);
    }

    /** This state without an open run, its last run being {@code last}. */
    public ApplicationState closed(@Nullable Run last) {
        return new ApplicationState(inventory, null, List.of(), last);
    }

    /**
     * This state after {@code change}.
     *
     * @throws IllegalArgumentException where a run begins while another is open, or a run of another application ends
     */
    ApplicationState after(ApplicationId id, StateChange change) {
        ApplicationState state = change.forgets() ? NEW : this;
        if (change.inventory().isPresent()) {
            state = state.with(change.inventory().get());
        }
        if (change.begin().isPresent()) {
            state = state.begun(id, change.begin().get());
        }
        return change.end().isPresent() ? state.ended(id, change.end().get()) : state;
    }

    private ApplicationState begun(ApplicationId id, OpenRun run) {
        if (open != null && !open.equals(run)) {
            throw new IllegalArgumentException(
                    "run " + open.id() + " of " + id + " is open; end it before run " + run.id() + " begins");
        }
        return with(run, List.of());
    }

    private ApplicationState ended(ApplicationId id, Run run) {
        if (!run.application().equals(id)) {
            throw new IllegalArgumentException("a run of " + run.application() + " is none of " + id);
        }
        ApplicationState closed = closed(endedLast(run) ? last : run);
        return open == null || open.id().equals(run.id()) ? closed : closed.with(open, journal);
    }

    /** Whether {@code run} is the last that ended: ending it again, after a failure that left this unknown, adds nothing. */
    boolean endedLast(Run run) {
        return last != null && last.id().equals(run.id());
    }

    /** Throws where that run is not open. */
    void checkOpen(ApplicationId id, RunId run) {
        if (open == null || !open.id().equals(run)) {
            throw new IllegalArgumentException("run " + run + " of " + id + " is not open, so it has no journal");
        }
    }

    /** This state with that journal, where a run is open. */
    ApplicationState withJournal(List<JournalEntry> entries) {
        return open == null ? this : with(open, entries);
    }

    /** Whether nothing is stored. */
    boolean isEmpty() {
        return inventory.isEmpty() && open == null && last == null;
    }

    /** What is ours. */
    public Inventory inventory() {
        return inventory;
    }

    /** The run that began to write and has not ended. */
    public Optional<OpenRun> open() {
        return Optional.ofNullable(open);
    }

    /** What the open run did so far, in order; unmodifiable. */
    public List<JournalEntry> journal() {
        return journal;
    }

    /** The last run that ended. */
    public Optional<Run> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public String toString() {
        return inventory + open().map(run -> ", run " + run.id() + " is open").orElse("");
    }
}
