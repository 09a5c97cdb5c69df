package io.gitops4j.e2e;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.state.ApplicationState;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateChange;
import io.gitops4j.core.state.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store that lets a test step in when something was written down. */
final class StoreSpy implements StateStore {
    private final StateStore store;
    private final Runnable onAck;
    private int appendsLeft;
    private boolean acked;

    /** The end of the process, as far as a test can have it. */
    static final class Died extends Error {}

    private StoreSpy(StateStore store, Runnable onAck, int appendsLeft) {
        this.store = store;
        this.onAck = onAck;
        this.appendsLeft = appendsLeft;
    }

    /** Runs {@code work} when the first answers of a run were written down. */
    static StateStore afterFirstAck(StateStore store, Runnable work) {
        return new StoreSpy(store, work, Integer.MAX_VALUE);
    }

    /** The process ends when the journal would be written for the next time after {@code appends}. */
    static StateStore dyingAfter(StateStore store, int appends) {
        return new StoreSpy(store, () -> {}, appends);
    }

    @Override
    public byte[] bind(String installation) {
        return store.bind(installation);
    }

    @Override
    public Optional<Claim> claim(ApplicationId id, String holder, Duration ttl) {
        return store.claim(id, holder, ttl);
    }

    @Override
    public boolean renew(Claim claim, Duration ttl) {
        return store.renew(claim, ttl);
    }

    @Override
    public void release(Claim claim) {
        store.release(claim);
    }

    @Override
    public ApplicationState load(ApplicationId id) {
        return store.load(id);
    }

    @Override
    public List<ApplicationId> applications() {
        return store.applications();
    }

    @Override
    public void commit(Claim claim, StateChange change) {
        store.commit(claim, change);
    }

    @Override
    public void append(Claim claim, RunId run, List<JournalEntry> entries) {
        if (appendsLeft-- == 0) {
            throw new Died();
        }
        store.append(claim, run, entries);
        boolean answers = entries.stream().anyMatch(entry -> entry.stage() == JournalEntry.Stage.ACKED);
        if (answers && !acked) {
            acked = true;
            onAck.run();
        }
    }

    @Override
    public List<Run> history(ApplicationId id, Optional<RunId> before, int limit) {
        return store.history(id, before, limit);
    }

    @Override
    public void close() {
        store.close();
    }
}
