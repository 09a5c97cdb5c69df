package io.gitops4j.git;

import io.gitops4j.core.source.RepoPath;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/** Says what a submodule is. Its repository is never contacted. */
final class Submodules {
    private Submodules() {}

    /** Why the submodule at {@code path} is refused, with its url from {@code gitmodules}. */
    static String message(@Nullable String gitmodules, RepoPath path) {
        return "This is a Git submodule (" + url(gitmodules, path) + "); submodules are not supported. "
                + "Commit its files into this repository, or deliver that repository as a source of its own.";
    }

    private static String url(@Nullable String gitmodules, RepoPath path) {
        if (gitmodules != null) {
            Config config = new Config();
            try {
                config.fromText(gitmodules);
            } catch (ConfigInvalidException e) {
                return "its .gitmodules cannot be read";
            }
            for (String name : config.getSubsections("submodule")) {
                String url = config.getString("submodule", name, "url");
                if (path.toString().equals(config.getString("submodule", name, "path")) && url != null) {
                    return Address.shown(url);
                }
            }
        }
        return "without a url in .gitmodules";
    }
}
