package io.gitops4j.git;

import io.gitops4j.core.source.ContentId;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;

/** The tree of one commit, read from its objects; nothing is checked out. */
final class GitSnapshot implements Snapshot {
    private final Revision revision;
    private final ObjectAccess objects;
    private final TreeWalker walker;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    GitSnapshot(Revision revision, ObjectAccess objects, TreeWalker walker, Runnable onClose) {
        this.revision = revision;
        this.objects = objects;
        this.walker = walker;
        this.onClose = onClose;
    }

    @Override
    public Revision revision() {
        open();
        return revision;
    }

    @Override
    public Optional<Entry> find(RepoPath path) {
        open();
        return walker.walk(path).map(found -> entry(found.path(), found.name()));
    }

    @Override
    public List<Entry> list(RepoPath directory) {
        open();
        TreeWalker.Found folder = walker.walk(directory)
                .orElseThrow(() -> Problems.notFound(
                        directory,
                        directory.isRoot()
                                ? "The repository is empty."
                                : "There is no such folder at " + revision + "."));
        if (folder.name().type() != Entry.Type.DIRECTORY) {
            throw Problems.notFound(directory, "This is a file, not a folder, at " + revision + ".");
        }
        Map<String, GitTree.Name> names =
                walker.tree(folder.name().id(), folder.path()).names();
        List<Entry> entries = new ArrayList<>(names.size());
        names.forEach((name, what) -> entries.add(entry(directory.child(name), what)));
        entries.sort(Comparator.comparing(Entry::path));
        return List.copyOf(entries);
    }

    @Override
    public byte[] read(RepoPath path, long limit) {
        open();
        TreeWalker.Found file = walker.walk(path)
                .orElseThrow(() -> Problems.notFound(path, "There is no such file at " + revision + "."));
        if (file.name().type() != Entry.Type.FILE) {
            throw Problems.notFound(path, "This is a folder, not a file, at " + revision + ".");
        }
        long size = size(file.name());
        if (size > limit) {
            throw Problems.limit(path, "The file has " + size + " bytes; the limit is " + limit + " bytes.");
        }
        byte[] content = objects.read(
                reader -> reader.open(file.name().id(), Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE - 64));
        LfsPointer.size(content).ifPresent(real -> {
            throw Problems.refused(
                    path,
                    "This is a Git LFS pointer (" + real + " bytes); Git LFS is not supported here: "
                            + "commit the file itself or exclude it.");
        });
        return content;
    }

    private Entry entry(RepoPath path, GitTree.Name name) {
        long size = name.type() == Entry.Type.FILE ? size(name) : -1;
        return new Entry(
                path, name.type(), size, new ContentId("git:" + name.id().name()));
    }

    private long size(GitTree.Name file) {
        return objects.read((ObjectReader reader) -> reader.getObjectSize(file.id(), Constants.OBJ_BLOB));
    }

    private void open() {
        if (closed.get()) {
            throw new IllegalStateException("the snapshot of " + revision + " is closed");
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.run();
        }
    }

    @Override
    public String toString() {
        return "snapshot of " + revision;
    }
}
