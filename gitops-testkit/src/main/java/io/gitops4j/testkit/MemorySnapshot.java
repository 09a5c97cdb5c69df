package io.gitops4j.testkit;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.SourceRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A snapshot of files in memory, for tests: folders are there where a file needs them, links and submodules are declared. It
 * refuses what a Git snapshot refuses, with the same codes. Equal trees have equal revisions.
 */
public final class MemorySnapshot implements Snapshot {
    private static final String LFS = "version https://git-lfs.github.com/spec/v1";

    private final MemorySnapshotTree tree;
    private final Revision revision;
    private volatile boolean closed;

    private MemorySnapshot(MemorySnapshotTree tree) {
        this.tree = tree;
        String id = tree.root().id().value();
        this.revision = Revision.of(SourceRef.of("memory", "memory:test", "main"), id, "refs/heads/main");
    }

    /** A snapshot of {@code files}: text by path. */
    public static MemorySnapshot of(Map<String, String> files) {
        Builder builder = builder();
        files.forEach(builder::file);
        return builder.build();
    }

    /** A snapshot of all files below {@code folder} of this machine, its links too, without {@code .git}. */
    public static MemorySnapshot copyOf(Path folder) throws IOException {
        Builder builder = builder();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted()::iterator) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (name.equals(".git") || name.startsWith(".git/")) {
                    continue;
                }
                if (Files.isSymbolicLink(path)) {
                    builder.link(name, Files.readSymbolicLink(path).toString().replace('\\', '/'));
                } else if (Files.isRegularFile(path)) {
                    builder.file(name, Files.readAllBytes(path));
                }
            }
        }
        return builder.build();
    }

    /** A builder without files. */
    public static Builder builder() {
        return new Builder();
    }

    /** Declares a snapshot. For one thread. */
    public static final class Builder {
        private final MemorySnapshotTree tree = new MemorySnapshotTree();

        private Builder() {}

        /** A file of that text. */
        public Builder file(String path, String text) {
            return file(path, text.getBytes(StandardCharsets.UTF_8));
        }

        /** A file of those bytes. */
        public Builder file(String path, byte[] content) {
            tree.put(RepoPath.of(path), Entry.Type.FILE, content.clone());
            return this;
        }

        /** A symbolic link with that text, which may lead anywhere. */
        public Builder link(String path, String target) {
            tree.put(RepoPath.of(path), Entry.Type.LINK, target.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** A submodule pinned to {@code commit}. */
        public Builder submodule(String path, String commit) {
            tree.put(RepoPath.of(path), Entry.Type.SUBMODULE, commit.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** The snapshot; the builder may go on and build another. */
        public MemorySnapshot build() {
            return new MemorySnapshot(tree.copy());
        }
    }

    /** Whether it was closed. */
    public boolean closed() {
        return closed;
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public Optional<Entry> find(RepoPath path) {
        checkOpen();
        return tree.follow(path);
    }

    @Override
    public List<Entry> list(RepoPath directory) {
        checkOpen();
        Entry entry = tree.follow(directory)
                .filter(found -> found.type() == Entry.Type.DIRECTORY)
                .orElseThrow(() -> refused(Code.SOURCE_NOT_FOUND, directory, "there is no such folder"));
        return tree.children(entry.path()).stream()
                .map(child -> new Entry(directory.child(child.path().name()), child.type(), child.size(), child.id()))
                .toList();
    }

    @Override
    public byte[] read(RepoPath path, long limit) {
        checkOpen();
        Entry entry = tree.follow(path)
                .filter(found -> found.type() == Entry.Type.FILE)
                .orElseThrow(() -> refused(Code.SOURCE_NOT_FOUND, path, "there is no such file"));
        if (entry.size() > limit) {
            throw refused(Code.LIMIT, path, "the file has " + entry.size() + " bytes, over the limit of " + limit);
        }
        byte[] content = tree.content(entry.path());
        if (new String(content, StandardCharsets.ISO_8859_1).startsWith(LFS)) {
            throw refused(Code.SOURCE_REFUSED, path, "the file is a Git LFS pointer, not its content");
        }
        return content;
    }

    static GitOpsException refused(Code code, RepoPath path, String message) {
        return new GitOpsException(Problem.of(code, Location.file(path.isRoot() ? "." : path.toString()), message));
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the snapshot is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
