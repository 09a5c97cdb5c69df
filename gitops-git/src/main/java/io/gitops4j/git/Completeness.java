package io.gitops4j.git;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Checks that a fetch brought all of a commit's tree: a server may err, or lie. */
final class Completeness {
    private Completeness() {}

    private record Folder(ObjectId id, RepoPath path) {}

    static void check(ObjectReader reader, ObjectId commit, String repository, Cancellation cancellation)
            throws IOException {
        RawCommit root;
        try {
            root = RawCommit.read(reader, commit);
        } catch (IncorrectObjectTypeException e) {
            throw Problems.configuration(repository, "The object " + commit.name() + " is not a commit.");
        } catch (MissingObjectException e) {
            throw missing(repository, commit);
        }
        Deque<Folder> next = new ArrayDeque<>();
        Set<ObjectId> seen = new HashSet<>();
        next.add(new Folder(root.tree(), RepoPath.root()));
        try {
            while (!next.isEmpty()) {
                cancellation.check();
                Folder folder = next.remove();
                byte[] raw = reader.open(folder.id(), Constants.OBJ_TREE).getCachedBytes(TreeWalker.MAX_TREE);
                for (var name : names(raw, folder.path()).entrySet()) {
                    GitTree.Name what = name.getValue();
                    boolean fresh = what.type() != Entry.Type.SUBMODULE && seen.add(what.id());
                    if (fresh && what.type() == Entry.Type.DIRECTORY) {
                        next.add(new Folder(what.id(), folder.path().child(name.getKey())));
                    }
                }
            }
            for (ObjectId id : seen) {
                if (!reader.has(id)) {
                    throw missing(repository, commit);
                }
            }
        } catch (MissingObjectException e) {
            throw missing(repository, commit);
        }
    }

    private static Map<String, GitTree.Name> names(byte[] raw, RepoPath path) {
        try {
            return GitTree.parse(raw, path).names();
        } catch (GitOpsException refused) {
            // whoever reads this folder is told; the others need not suffer
            return Map.of();
        }
    }

    private static RuntimeException missing(String repository, ObjectId commit) {
        return Problems.unavailable(
                repository, "The server sent only a part of the commit " + commit.name() + ". Try again later.");
    }
}
