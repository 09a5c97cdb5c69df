package io.gitops4j.core.cluster;

import java.util.Optional;

/** The field schemas of a cluster, loaded as they are asked for. Safe for any number of threads. */
public interface Schemas {
    /**
     * The content hash of the schema document of a group and version, without loading it; empty where the cluster has none.
     *
     * @param apiVersion such as {@code apps/v1}
     */
    Optional<String> hash(String apiVersion);

    /** The schemas of a cluster that publishes none. */
    static Schemas none() {
        return apiVersion -> Optional.empty();
    }
}
