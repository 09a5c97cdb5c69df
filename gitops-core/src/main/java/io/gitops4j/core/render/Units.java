package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.source.RepoPath;
import java.util.Optional;

/**
 * Folders inside a folder that are units of their own, each rendered by the renderer that claims it: a nested kustomization
 * among plain manifests.
 */
@FunctionalInterface
public interface Units {
    /**
     * The rendering of {@code folder} by the one renderer that claims it; empty where none does.
     *
     * @throws GitOpsException with {@link Code#RENDERER} where two claim it, or where it is known to belong to a renderer that
     *     is not there; else as {@link Renderer#render}
     */
    Optional<Rendered> render(RepoPath folder);

    /** No folder is a unit of its own. */
    static Units none() {
        return folder -> Optional.empty();
    }
}
