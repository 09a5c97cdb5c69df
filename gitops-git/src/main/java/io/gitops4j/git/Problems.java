package io.gitops4j.git;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.source.RepoPath;

/**
 * The exceptions of this module. Repositories are named as {@link Address#shown()} has them. No exception of JGit or of the
 * HTTP client becomes a cause: their messages may hold a URL with a password.
 */
final class Problems {
    private Problems() {}

    static GitOpsException configuration(String repository, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, at(repository), message));
    }

    static GitOpsException notSupported(String repository, String message) {
        return new GitOpsException(Problem.of(Code.NOT_SUPPORTED, at(repository), message));
    }

    static GitOpsException notFound(String repository, String message) {
        return new GitOpsException(Problem.of(Code.SOURCE_NOT_FOUND, at(repository), message));
    }

    static GitOpsException unavailable(String repository, String message) {
        return new GitOpsException(Problem.retryable(Code.SOURCE_UNAVAILABLE, at(repository), message));
    }

    static GitOpsException forbidden(String repository, String message) {
        return new GitOpsException(Problem.of(Code.FORBIDDEN, at(repository), message));
    }

    static GitOpsException refused(String repository, String message) {
        return new GitOpsException(Problem.of(Code.SOURCE_REFUSED, at(repository), message));
    }

    static GitOpsException limit(String repository, String message) {
        return new GitOpsException(Problem.of(Code.LIMIT, at(repository), message));
    }

    static GitOpsException refused(RepoPath path, String message) {
        return new GitOpsException(Problem.of(Code.SOURCE_REFUSED, at(path), message));
    }

    static GitOpsException notFound(RepoPath path, String message) {
        return new GitOpsException(Problem.of(Code.SOURCE_NOT_FOUND, at(path), message));
    }

    static GitOpsException limit(RepoPath path, String message) {
        return new GitOpsException(Problem.of(Code.LIMIT, at(path), message));
    }

    private static Location at(String repository) {
        return Location.object("Git repository " + repository);
    }

    private static Location at(RepoPath path) {
        return path.isRoot() ? Location.nowhere() : Location.file(path.toString());
    }
}
