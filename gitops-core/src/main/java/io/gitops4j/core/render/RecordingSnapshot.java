package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A snapshot as a renderer sees it: each lookup is written down and counted, and after the rendering there is none. */
final class RecordingSnapshot implements Snapshot {
    private final Snapshot snapshot;
    private final Budget budget;
    private final Map<RepoPath, String> found = new ConcurrentHashMap<>();
    private final Map<RepoPath, String> listings = new ConcurrentHashMap<>();
    private volatile boolean revisionUsed;
    private volatile boolean over;

    RecordingSnapshot(Snapshot snapshot, Budget budget) {
        this.snapshot = snapshot;
        this.budget = budget;
    }

    @Override
    public Revision revision() {
        revisionUsed = true;
        return snapshot.revision();
    }

    @Override
    public Optional<Entry> find(RepoPath path) {
        checkOpen();
        try {
            Optional<Entry> entry = snapshot.find(path);
            found.put(path, Answers.found(path, entry));
            return entry;
        } catch (GitOpsException refused) {
            found.put(path, Reads.Answer.REFUSED);
            throw refused;
        }
    }

    @Override
    public List<Entry> list(RepoPath directory) {
        find(directory);
        try {
            List<Entry> entries = snapshot.list(directory);
            listings.put(directory, Answers.listing(entries));
            return entries;
        } catch (GitOpsException refused) {
            refused(directory, refused);
            throw refused;
        }
    }

    @Override
    public byte[] read(RepoPath path, long limit) {
        Optional<Entry> entry = find(path);
        entry.ifPresent(file -> budget.take(path, file));
        try {
            return snapshot.read(path, limit);
        } catch (GitOpsException refused) {
            refused(path, refused);
            throw refused;
        }
    }

    /** What was found says already that there is no file, or how large it is; any other refusal is an answer of its own. */
    private void refused(RepoPath path, GitOpsException refused) {
        Code code = refused.code();
        if (!code.equals(Code.SOURCE_NOT_FOUND) && !code.equals(Code.LIMIT)) {
            found.put(path, Reads.Answer.REFUSED);
        }
    }

    Map<RepoPath, Reads.Answer> answers() {
        Map<RepoPath, Reads.Answer> answers = new TreeMap<>();
        found.forEach((path, text) -> answers.put(path, new Reads.Answer(text, listings.getOrDefault(path, ""))));
        return answers;
    }

    /** The id of the revision, where it was asked for; empty where not. */
    String revisionUsed() {
        return revisionUsed ? snapshot.revision().id() : "";
    }

    void end() {
        over = true;
    }

    void endAndClose() {
        over = true;
        snapshot.close();
    }

    private void checkOpen() {
        if (over) {
            throw new IllegalStateException("the rendering is over: a renderer reads its snapshot before it returns");
        }
    }

    /** Does nothing: the snapshot belongs to its opener. */
    @Override
    public void close() {}
}
