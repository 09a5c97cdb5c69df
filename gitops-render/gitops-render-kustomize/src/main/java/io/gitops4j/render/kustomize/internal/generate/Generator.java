package io.gitops4j.render.kustomize.internal.generate;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Scopes;
import java.util.List;

/** Makes objects for a build. Immutable. */
public interface Generator {
    /** As upstream names it, such as {@code ConfigMapGenerator}. */
    String name();

    /**
     * The objects.
     *
     * @throws GitOpsException where they cannot be made, with the place that asked for them
     */
    List<Item> generate(Scopes scopes);
}
