package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.util.List;

/** Places of a snapshot, as errors name them. */
final class Places {
    private static final int NAMED = 5;

    private Places() {}

    static Location of(RepoPath path) {
        return Location.file(path.isRoot() ? "." : path.toString());
    }

    /** Says that {@code path} is not there, and what is in the nearest folder above it that is. */
    static GitOpsException missing(Snapshot snapshot, RepoPath path) {
        RepoPath gone = path;
        RepoPath above = path.parent();
        while (!above.isRoot() && !isFolder(snapshot, above)) {
            gone = above;
            above = above.parent();
        }
        List<String> names = isFolder(snapshot, above)
                ? snapshot.list(above).stream()
                        .map(entry -> entry.path().name())
                        .toList()
                : List.of();
        List<String> near = Suggestion.near(gone.name(), names);
        List<String> shown = near.isEmpty() ? names : near;
        String there = names.isEmpty()
                ? ""
                : "; beside it " + (shown.size() == 1 ? "is " : "are ")
                        + String.join(", ", shown.stream().limit(NAMED).toList())
                        + (shown.size() > NAMED ? ", …" : "");
        String what = gone.equals(path) ? "" : ", because there is no \"" + gone + "\"";
        return new GitOpsException(Problem.of(
                Code.SOURCE_NOT_FOUND, of(path), "there is no such path in " + snapshot.revision() + what + there));
    }

    private static boolean isFolder(Snapshot snapshot, RepoPath path) {
        return snapshot.find(path)
                .filter(entry -> entry.type() == Entry.Type.DIRECTORY)
                .isPresent();
    }
}
