package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.render.kustomize.internal.resource.Items;

/** Changes the objects of a build. Immutable: it is made of its configuration once, and used as often as one likes. */
public interface Transformer {
    /** As upstream names it, such as {@code PrefixTransformer}. */
    String name();

    /**
     * Changes {@code items}.
     *
     * @throws io.gitops4j.core.GitOpsException where it cannot, with the place that asked for it or the object's
     */
    void transform(Items items);
}
