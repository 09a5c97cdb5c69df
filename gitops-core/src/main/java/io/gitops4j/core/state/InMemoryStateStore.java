package io.gitops4j.core.state;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Location;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The store of {@link StateStore#inMemory()}. */
final class InMemoryStateStore implements StateStore {
    private final InstantSource clock;
    private final TreeMap<ApplicationId, Stored> applications = new TreeMap<>();
    private @Nullable String installation;
    private byte[] key = {};

    InMemoryStateStore(InstantSource clock) {
        this.clock = clock;
    }

    /** One application. */
    private static final class Stored {
        final Lease lease;
        final List<Run> history = new ArrayList<>();
        final List<JournalEntry> journal = new ArrayList<>();
        ApplicationState state = ApplicationState.empty();

        Stored(ApplicationId id) {
            this.lease = new Lease(id, 0);
        }
    }

    @Override
    public synchronized byte[] bind(String installation) {
        if (this.installation == null) {
            key = Installations.newKey();
            this.installation = installation;
        }
        Installations.check(Location.nowhere(), this.installation, installation);
        return key.clone();
    }

    @Override
    public synchronized Optional<Claim> claim(ApplicationId id, String holder, Duration ttl) {
        Lease.checkAsking(holder, ttl);
        Lease lease = stored(id).lease;
        return lease.isFreeFor(holder, clock.instant())
                ? Optional.of(lease.take(holder, ttl, clock.instant()))
                : Optional.empty();
    }

    @Override
    public synchronized boolean renew(Claim claim, Duration ttl) {
        Lease.checkTtl(ttl);
        return stored(claim.application()).lease.renew(claim, ttl, clock.instant());
    }

    @Override
    public synchronized void release(Claim claim) {
        stored(claim.application()).lease.release(claim, clock.instant());
    }

    private Stored stored(ApplicationId id) {
        return applications.computeIfAbsent(id, Stored::new);
    }

    @Override
    public synchronized ApplicationState load(ApplicationId id) {
        Stored stored = applications.get(id);
        return stored == null ? ApplicationState.empty() : stored.state.withJournal(stored.journal);
    }

    @Override
    public synchronized List<ApplicationId> applications() {
        return applications.entrySet().stream()
                .filter(entry -> !entry.getValue().state.isEmpty())
                .map(entry -> entry.getKey())
                .toList();
    }

    @Override
    public synchronized void commit(Claim claim, StateChange change) {
        Stored stored = stored(claim.application());
        stored.lease.check(claim, clock.instant());
        ApplicationState before = stored.state;
        stored.state = before.after(claim.application(), change);
        if (change.forgets()) {
            stored.history.clear();
        }
        change.end().filter(run -> !before.endedLast(run)).ifPresent(stored.history::add);
        if (change.begin().isPresent() || stored.state.open().isEmpty()) {
            stored.journal.clear();
        }
    }

    @Override
    public synchronized void append(Claim claim, RunId run, List<JournalEntry> entries) {
        Stored stored = stored(claim.application());
        stored.lease.check(claim, clock.instant());
        stored.state.checkOpen(claim.application(), run);
        stored.journal.addAll(entries);
    }

    @Override
    public synchronized List<Run> history(ApplicationId id, Optional<RunId> before, int limit) {
        Stored stored = applications.get(id);
        List<Run> newestFirst = new ArrayList<>(stored == null ? List.of() : stored.history);
        Collections.reverse(newestFirst);
        return HistoryPages.cut(newestFirst, before, limit);
    }

    @Override
    public void close() {
        // nothing is held, and a host may look at it, or use it again, after its reconciler closed it
    }
}
