package io.gitops4j.core.source;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path inside a snapshot: relative to its root, {@code /} between names, never with {@code .}, {@code ..} or an empty name.
 * The root is the empty path. It cannot leave the snapshot by construction.
 */
public final class RepoPath implements Comparable<RepoPath> {
    private static final RepoPath ROOT = new RepoPath("");

    private final String path;

    private RepoPath(String path) {
        this.path = path;
    }

    /** The root of the snapshot. */
    public static RepoPath root() {
        return ROOT;
    }

    /**
     * The path of {@code text}; {@code .}, doubled and trailing slashes are removed.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is absolute or leaves the root
     */
    public static RepoPath of(String text) {
        return ROOT.resolve(text);
    }

    /**
     * The path that {@code relative} means from the folder that this is: {@code ..} goes up.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} where it is absolute or leaves the root
     */
    public RepoPath resolve(String relative) {
        if (relative.startsWith("/") || relative.indexOf('\\') >= 0 || relative.indexOf('\0') >= 0) {
            throw refused(relative, "is no relative path with forward slashes");
        }
        List<String> names = new ArrayList<>(names());
        for (String name : relative.split("/", -1)) {
            switch (name) {
                case "", "." -> {}
                case ".." -> {
                    if (names.isEmpty()) {
                        throw refused(relative, "leaves the repository");
                    }
                    names.remove(names.size() - 1);
                }
                default -> names.add(name);
            }
        }
        return names.isEmpty() ? ROOT : new RepoPath(String.join("/", names));
    }

    private GitOpsException refused(String relative, String why) {
        return new GitOpsException(Problem.of(
                Code.INVALID_CONFIGURATION,
                path.isEmpty() ? Location.nowhere() : Location.file(path),
                "the path \"" + relative + "\" " + why));
    }

    /** The child of that name; one name, no slash. */
    public RepoPath child(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.equals(".") || name.equals("..")) {
            throw refused(name, "is no file name");
        }
        return new RepoPath(path.isEmpty() ? name : path + "/" + name);
    }

    /** The folder that holds this; the root's is the root. */
    public RepoPath parent() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? ROOT : new RepoPath(path.substring(0, slash));
    }

    /** The last name; empty for the root. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The names from the root down. */
    public List<String> names() {
        return path.isEmpty() ? List.of() : List.of(path.split("/"));
    }

    /** Whether this is the root. */
    public boolean isRoot() {
        return path.isEmpty();
    }

    /** Whether {@code other} is this folder or below it. */
    public boolean covers(RepoPath other) {
        return path.isEmpty() || other.path.equals(path) || other.path.startsWith(path + "/");
    }

    /** This path as seen from {@code folder}, which covers it; empty for the folder itself. */
    public String from(RepoPath folder) {
        if (!folder.covers(this)) {
            throw new IllegalArgumentException(this + " is not below " + folder);
        }
        return folder.path.isEmpty() ? path : path.equals(folder.path) ? "" : path.substring(folder.path.length() + 1);
    }

    @Override
    public int compareTo(RepoPath other) {
        return path.compareTo(other.path);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RepoPath that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** The names joined by {@code /}; empty for the root. */
    @Override
    public String toString() {
        return path;
    }
}
