package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.ContentId;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.source.SourceRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Text files by path, without links: the testkit's MemorySnapshot, which core's own tests cannot use, has those. */
final class FilesSnapshot implements Snapshot {
    private final TreeMap<String, String> files;
    private String revision = "0123456789";
    boolean closed;

    private FilesSnapshot(Map<String, String> files) {
        this.files = new TreeMap<>(files);
    }

    /** Alternating paths and texts. */
    static FilesSnapshot of(String... pathsAndTexts) {
        FilesSnapshot snapshot = new FilesSnapshot(Map.of());
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            snapshot.files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return snapshot;
    }

    FilesSnapshot with(String path, String text) {
        FilesSnapshot changed = new FilesSnapshot(files);
        changed.files.put(path, text);
        return changed;
    }

    FilesSnapshot without(String path) {
        FilesSnapshot changed = new FilesSnapshot(files);
        changed.files.remove(path);
        return changed;
    }

    FilesSnapshot at(String revision) {
        FilesSnapshot moved = new FilesSnapshot(files);
        moved.revision = revision;
        return moved;
    }

    @Override
    public Revision revision() {
        return Revision.of(SourceRef.of("files", "files:test", "main"), revision, "refs/heads/main");
    }

    @Override
    public Optional<Entry> find(RepoPath path) {
        String text = files.get(path.toString());
        if (text != null) {
            ContentId id = new ContentId("test:" + Integer.toHexString(text.hashCode()));
            return Optional.of(new Entry(path, Entry.Type.FILE, text.length(), id));
        }
        boolean folder = path.isRoot() || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
        return folder
                ? Optional.of(new Entry(path, Entry.Type.DIRECTORY, -1, new ContentId("test:folder")))
                : Optional.empty();
    }

    @Override
    public List<Entry> list(RepoPath directory) {
        String prefix = directory.isRoot() ? "" : directory + "/";
        List<Entry> entries = files.keySet().stream()
                .filter(file -> file.startsWith(prefix))
                .map(file -> file.substring(prefix.length()).split("/")[0])
                .distinct()
                .sorted()
                .map(name -> find(directory.child(name)).orElseThrow())
                .toList();
        if (entries.isEmpty() && !directory.isRoot() || files.containsKey(directory.toString())) {
            throw new GitOpsException(
                    Problem.of(Code.SOURCE_NOT_FOUND, Location.file(directory + ""), "no such folder"));
        }
        return entries;
    }

    @Override
    public byte[] read(RepoPath path, long limit) {
        String text = files.get(path.toString());
        if (text == null) {
            throw new GitOpsException(Problem.of(Code.SOURCE_NOT_FOUND, Location.file(path + ""), "no such file"));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
    }
}
