package io.gitops4j.fuzz;

import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A snapshot that refuses paths which are none, and tells which files were read. For one thread. */
final class WatchedSnapshot implements Snapshot {
    private final Snapshot snapshot;
    private final Set<String> read = new TreeSet<>();

    WatchedSnapshot(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The files that were read, links followed. */
    Set<String> read() {
        return read;
    }

    private static RepoPath checked(RepoPath path) {
        for (String name : path.names()) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\\') >= 0) {
                throw new AssertionError("a path of the repository is asked for that is none: " + path);
            }
        }
        return path;
    }

    @Override
    public Revision revision() {
        return snapshot.revision();
    }

    @Override
    public Optional<Entry> find(RepoPath path) {
        return snapshot.find(checked(path));
    }

    @Override
    public List<Entry> list(RepoPath directory) {
        return snapshot.list(checked(directory));
    }

    @Override
    public byte[] read(RepoPath path, long limit) {
        byte[] content = snapshot.read(checked(path), limit);
        snapshot.find(path).ifPresent(entry -> read.add(entry.path().toString()));
        return content;
    }

    @Override
    public void close() {
        throw new AssertionError("the snapshot is its opener's to close");
    }
}
