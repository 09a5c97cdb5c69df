package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.Facts;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the build of one folder looked up, and what it was answered: of a file its content's id, of a listing the names,
 * of anything what it is. The same answers give the same objects. For one thread.
 */
final class Reading {
    private final Map<RepoPath, String> answers = new LinkedHashMap<>();
    private final Map<RepoPath, List<String>> listings = new LinkedHashMap<>();
    private final Map<String, Optional<String>> facts = new LinkedHashMap<>();
    private final List<BuiltFolder> below = new ArrayList<>();
    private boolean open;
    private boolean asksNamespace;

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

    /** Lists, and remembers the names and what each is. */
    List<Entry> list(Snapshot snapshot, RepoPath directory) {
        find(snapshot, directory);
        try {
            List<Entry> entries = snapshot.list(directory);
            listings.put(directory, answer(entries));
            return entries;
        } catch (GitOpsException refused) {
            open = true;
            throw refused;
        }
    }

    /** Facts were asked for. */
    void used(Map<String, Optional<String>> asked, boolean every) {
        facts.putAll(asked);
        open |= every;
    }

    /** The namespace was asked for that the kustomizations above hand on to charts. */
    void askNamespace() {
        asksNamespace = true;
    }

    boolean asksNamespace() {
        return asksNamespace;
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

    /** All answers. */
    record Answers(
            Map<RepoPath, String> found, Map<RepoPath, List<String>> listings, Map<String, Optional<String>> facts) {
        /** Whether {@code snapshot} and {@code facts} answer alike. */
        boolean hold(Snapshot snapshot, Facts now) {
            try {
                return found.entrySet().stream()
                                .allMatch(known ->
                                        answer(snapshot.find(known.getKey())).equals(known.getValue()))
                        && listings.entrySet().stream()
                                .allMatch(known ->
                                        answer(snapshot.list(known.getKey())).equals(known.getValue()))
                        && facts.entrySet().stream()
                                .allMatch(known -> now.find(known.getKey()).equals(known.getValue()));
            } catch (GitOpsException refused) {
                if (refused.retryable() || refused.code().equals(Code.SOURCE_UNAVAILABLE)) {
                    throw refused;
                }
                return false;
            }
        }

        int size() {
            return found.size()
                    + listings.values().stream().mapToInt(List::size).sum()
                    + facts.size();
        }
    }

    Answers answers() {
        return new Answers(Map.copyOf(answers), Map.copyOf(listings), Map.copyOf(facts));
    }

    List<BuiltFolder> below() {
        return List.copyOf(below);
    }

    private static String answer(Optional<Entry> found) {
        if (found.isEmpty()) {
            return "missing";
        }
        Entry entry = found.get();
        return entry.type() == Entry.Type.DIRECTORY
                ? "folder " + entry.path()
                : entry.type() + " " + entry.id().value() + " " + entry.path();
    }

    private static List<String> answer(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.type() + " " + entry.path().name())
                .toList();
    }
}
