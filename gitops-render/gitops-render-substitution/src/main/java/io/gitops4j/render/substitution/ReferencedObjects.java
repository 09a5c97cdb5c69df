package io.gitops4j.render.substitution;

import io.gitops4j.core.tree.Node;
import java.util.Optional;

/** The ConfigMaps and Secrets that a {@code postBuild} names, as its namespace has them. */
@FunctionalInterface
public interface ReferencedObjects {
    /**
     * The object, or empty where there is none.
     *
     * @param kind {@code ConfigMap} or {@code Secret}
     * @param name its name, in the namespace of what declares the {@code postBuild}
     * @throws io.gitops4j.core.GitOpsException where it cannot be told
     */
    Optional<Node.Obj> find(String kind, String name);
}
