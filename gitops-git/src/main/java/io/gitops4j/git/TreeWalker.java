package io.gitops4j.git;

import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.jspecify.annotations.Nullable;

/** Finds paths in the tree of a commit, through symbolic links that stay inside; keeps the trees that it has read. */
final class TreeWalker {
    private static final int MAX_LINKS = 40;
    private static final int MAX_LINK_LENGTH = 4096;
    static final int MAX_TREE = 64 << 20;

    private final ObjectAccess objects;
    private final ObjectId root;
    private final Map<ObjectId, GitTree> trees = new ConcurrentHashMap<>();

    /** What is at a path, links followed. */
    record Found(RepoPath path, GitTree.Name name) {}

    TreeWalker(ObjectAccess objects, ObjectId root) {
        this.objects = objects;
        this.root = root;
    }

    /** The tree of that id, which is at {@code path}. */
    GitTree tree(ObjectId id, RepoPath path) {
        GitTree known = trees.get(id);
        if (known == null) {
            known = GitTree.parse(bytes(id, Constants.OBJ_TREE, MAX_TREE, path), path);
            trees.put(id, known);
        }
        return known;
    }

    private byte[] bytes(ObjectId id, int type, int limit, RepoPath path) {
        return objects.read(reader -> {
            ObjectLoader object = reader.open(id, type);
            if (object.getSize() > limit) {
                throw Problems.limit(
                        path, "A folder or link has " + object.getSize() + " bytes; the limit is " + limit + " bytes.");
            }
            return object.getCachedBytes(limit);
        });
    }

    /** What is at {@code path}. */
    Optional<Found> walk(RepoPath path) {
        Walk walk = new Walk(path);
        return Optional.ofNullable(walk.end());
    }

    /** A name still to go, and the link that it comes from. */
    private record Step(String name, @Nullable Link from) {}

    private record Link(RepoPath path, String target) {}

    /** One walk: the folders from the root to where it is, and the names still to go. */
    private final class Walk {
        private final RepoPath asked;
        private final Deque<Step> ahead = new ArrayDeque<>();
        private final List<String> names = new ArrayList<>();
        private final List<ObjectId> folders = new ArrayList<>(List.of(root));
        private int links;

        Walk(RepoPath path) {
            asked = path;
            path.names().forEach(name -> ahead.addLast(new Step(name, null)));
        }

        @Nullable
        Found end() {
            while (!ahead.isEmpty()) {
                Step step = ahead.removeFirst();
                if (step.name().equals("..")) {
                    up(step.from());
                    continue;
                }
                GitTree.Name next =
                        tree(folders.get(folders.size() - 1), here()).get(step.name());
                if (next == null) {
                    return null;
                }
                RepoPath path = here().child(step.name());
                switch (next.type()) {
                    case DIRECTORY -> {
                        names.add(step.name());
                        folders.add(next.id());
                    }
                    case FILE -> {
                        return ahead.isEmpty() ? new Found(path, next) : null;
                    }
                    case LINK -> follow(path, next.id());
                    case SUBMODULE -> throw Problems.refused(path, Submodules.message(gitmodules(), path));
                }
            }
            return new Found(here(), new GitTree.Name(Entry.Type.DIRECTORY, folders.get(folders.size() - 1)));
        }

        private RepoPath here() {
            RepoPath here = RepoPath.root();
            for (String name : names) {
                here = here.child(name);
            }
            return here;
        }

        private void up(@Nullable Link from) {
            if (names.isEmpty()) {
                throw refused(Objects.requireNonNull(from), "leaves the repository");
            }
            names.remove(names.size() - 1);
            folders.remove(folders.size() - 1);
        }

        private void follow(RepoPath path, ObjectId id) {
            Link link = new Link(
                    path, new String(bytes(id, Constants.OBJ_BLOB, MAX_LINK_LENGTH, path), StandardCharsets.UTF_8));
            if (link.target().startsWith("/")) {
                throw refused(link, "leaves the repository: its target is an absolute path");
            }
            if (++links > MAX_LINKS) {
                throw refused(link, "runs in a circle, or the path goes through more than " + MAX_LINKS + " links");
            }
            String[] steps = link.target().split("/", -1);
            for (int i = steps.length - 1; i >= 0; i--) {
                if (!steps[i].isEmpty() && !steps[i].equals(".")) {
                    ahead.addFirst(new Step(steps[i], link));
                }
            }
        }

        private RuntimeException refused(Link link, String why) {
            return Problems.refused(
                    link.path(),
                    "The symbolic link to \"" + link.target() + "\" " + why
                            + ". Replace it by its content, or exclude it"
                            + (link.path().equals(asked) ? "." : " (it is on the way to \"" + asked + "\")."));
        }
    }

    private @Nullable String gitmodules() {
        GitTree.Name file = tree(root, RepoPath.root()).get(".gitmodules");
        if (file == null || file.type() != Entry.Type.FILE) {
            return null;
        }
        RepoPath path = RepoPath.root().child(".gitmodules");
        return new String(bytes(file.id(), Constants.OBJ_BLOB, 1 << 20, path), StandardCharsets.UTF_8);
    }
}
