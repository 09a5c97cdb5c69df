package io.gitops4j.git;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.SourceSpec;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.SourceRef;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a Git repository at a branch, tag or commit: what an application is delivered from. Immutable; each method
 * returns another.
 *
 * <pre>{@code
 * Git.at("https://git.example/acme/shop.git").branch("main").path("deploy/prod")
 * }</pre>
 */
public final class Git implements SourceSpec {
    static final String TYPE = "git";

    private final SourceRef source;
    private final RepoPath path;

    private Git(SourceRef source, RepoPath path) {
        this.source = source;
        this.path = path;
    }

    /**
     * The root of the repository at {@code url} on its default branch.
     *
     * @param url {@code https://…}, {@code http://…}, {@code file://…} or an absolute path
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} or {@link Code#NOT_SUPPORTED} where it is none of them,
     *     or holds a user or a password
     */
    public static Git at(String url) {
        Address.of(url);
        return new Git(SourceRef.of(TYPE, url, ""), RepoPath.root());
    }

    /** The root of the repository in {@code folder} on its default branch. */
    public static Git at(Path folder) {
        return at(folder.toAbsolutePath().normalize().toString());
    }

    /** At the head of the branch {@code name}. */
    public Git branch(String name) {
        return ref(Refs.BRANCHES + required("branch", name));
    }

    /** At the commit of the tag {@code name}. */
    public Git tag(String name) {
        return ref(Refs.TAGS + required("tag", name));
    }

    /**
     * At that commit, whatever branches do.
     *
     * @param id all 40 hexadecimal characters
     */
    public Git commit(String id) {
        if (!Refs.isCommit(id)) {
            throw invalid("\"" + id + "\" is no commit id: give all 40 hexadecimal characters.");
        }
        return ref(id);
    }

    /** At {@code ref}: a branch or tag, a full name such as {@code refs/heads/main}, a commit id; empty for the default. */
    public Git ref(String ref) {
        if (!Refs.isCommit(ref)) {
            Refs.candidates(ref, shown());
        }
        return new Git(source.at(ref), path);
    }

    /** The folder {@code path} of the repository. */
    public Git path(String path) {
        return new Git(source, RepoPath.of(path));
    }

    /** The repository and the ref. */
    public SourceRef sourceRef() {
        return source;
    }

    /** The folder; the root unless set. */
    public RepoPath path() {
        return path;
    }

    @Override
    public ApplicationSource toSource() {
        return ApplicationSource.of(source, path);
    }

    private String required(String what, String name) {
        if (name.isEmpty()) {
            throw invalid("The name of a " + what + " must not be empty.");
        }
        return name;
    }

    private GitOpsException invalid(String message) {
        return Problems.configuration(shown(), message);
    }

    private String shown() {
        return Address.shown(source.address());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Git that && source.equals(that.source) && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, path);
    }

    /** Such as {@code https://git.example/acme/shop.git@refs/heads/main:deploy/prod}. */
    @Override
    public String toString() {
        return shown() + (source.ref().isEmpty() ? "" : "@" + source.ref()) + (path.isRoot() ? "" : ":" + path);
    }
}
