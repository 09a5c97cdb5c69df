package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import java.util.List;
import java.util.Optional;

/** A snapshot as a renderer inside of a build sees it: what it looks up is part of what the build of the folder looked up. */
final class ReadingSnapshot implements Snapshot {
    private final Snapshot snapshot;
    private final Reading reading;

    ReadingSnapshot(Snapshot snapshot, Reading reading) {
        this.snapshot = snapshot;
        this.reading = reading;
    }

    @Override
    public Revision revision() {
        reading.leaveOpen();
        return snapshot.revision();
    }

    @Override
    public Optional<Entry> find(RepoPath path) {
        return reading.find(snapshot, path);
    }

    @Override
    public List<Entry> list(RepoPath directory) {
        return reading.list(snapshot, directory);
    }

    @Override
    public byte[] read(RepoPath path, long limit) {
        reading.find(snapshot, path);
        return snapshot.read(path, limit);
    }

    /** Does nothing: the snapshot belongs to its opener. */
    @Override
    public void close() {}
}
