package io.gitops4j.testkit;

import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A snapshot that counts what it is asked. */
final class MemorySnapshotProbe implements Snapshot {
    private final Snapshot snapshot;
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger filesRead = new AtomicInteger();

    MemorySnapshotProbe(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    int lookups() {
        return lookups.get();
    }

    int filesRead() {
        return filesRead.get();
    }

    @Override
    public Revision revision() {
        return snapshot.revision();
    }

    @Override
    public Optional<Entry> find(RepoPath path) {
        lookups.incrementAndGet();
        return snapshot.find(path);
    }

    @Override
    public List<Entry> list(RepoPath directory) {
        lookups.incrementAndGet();
        return snapshot.list(directory);
    }

    @Override
    public byte[] read(RepoPath path, long limit) {
        filesRead.incrementAndGet();
        return snapshot.read(path, limit);
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
