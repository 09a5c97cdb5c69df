package io.gitops4j.core.cluster;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import java.util.Optional;

/**
 * The field schemas of a cluster, loaded as they are asked for. Safe for any number of threads.
 *
 * <p>Both methods throw {@link GitOpsException} with {@link Code#CLUSTER_UNAVAILABLE} (retryable) where the cluster does not
 * answer, and {@link Code#FORBIDDEN} where the identity may not ask.
 */
@FunctionalInterface
public interface Schemas {
    /**
     * The content hash of the schema document of a group and version, without loading it; empty where the cluster has none.
     *
     * @param apiVersion such as {@code apps/v1}
     */
    Optional<String> hash(String apiVersion);

    /**
     * The OpenAPI v3 document of a group and version, up to some megabytes; empty where the cluster has none. Asking again
     * is cheap while {@link #hash} stays, as long as the adapter's bounded memory holds it.
     *
     * @param apiVersion such as {@code apps/v1}
     */
    default Optional<Node.Obj> document(String apiVersion) {
        return Optional.empty();
    }

    /** The schemas of a cluster that publishes none. */
    static Schemas none() {
        return apiVersion -> Optional.empty();
    }
}
