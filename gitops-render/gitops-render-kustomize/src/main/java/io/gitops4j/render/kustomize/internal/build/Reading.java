package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the build of one folder looked up, and what it was answered: of a file its content's id, of anything what it is. The same
 * answers give the same objects. For one thread.
 */
final class Reading {
    private final Map<RepoPath, String> answers = new LinkedHashMap<>();
    private final List<BuiltFolder> below = new ArrayList<>();
    private boolean open;

    /** Looks up, and remembers. */
    Optional<Entry> find(Snapshot snapshot, RepoPath path) {
        try {
            Optional<Entry> entry = snapshot.find(path);
            answers.put(path, answer(entry));
            return entry;
        } catch (GitOpsException refused) {
            open = true;
            throw refused;
        }
    }

    /** A folder was built on the way. */
    void add(BuiltFolder folder) {
        below.add(folder);
    }

    /** What was read cannot be told by answers of this repository alone. */
    void leaveOpen() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    Map<RepoPath, String> answers() {
        return Map.copyOf(answers);
    }

    List<BuiltFolder> below() {
        return List.copyOf(below);
    }

    static String answer(Optional<Entry> found) {
        if (found.isEmpty()) {
            return "missing";
        }
        Entry entry = found.get();
        return entry.type() == Entry.Type.DIRECTORY
                ? "folder " + entry.path()
                : entry.type() + " " + entry.id().value() + " " + entry.path();
    }

    /** Whether {@code snapshot} answers all of {@code answers} alike. */
    static boolean holds(Map<RepoPath, String> answers, Snapshot snapshot) {
        for (Map.Entry<RepoPath, String> known : answers.entrySet()) {
            try {
                if (!answer(snapshot.find(known.getKey())).equals(known.getValue())) {
                    return false;
                }
            } catch (GitOpsException refused) {
                if (refused.retryable() || refused.code().equals(Code.SOURCE_UNAVAILABLE)) {
                    throw refused;
                }
                return false;
            }
        }
        return true;
    }
}
