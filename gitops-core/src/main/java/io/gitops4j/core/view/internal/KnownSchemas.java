package io.gitops4j.core.view.internal;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.Discovery;
import io.gitops4j.core.cluster.Schemas;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.OpenApiSchemas;
import io.gitops4j.core.schema.SchemaSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that a cluster publishes of its kinds, read once for each discovery and kept while their hash stays. What cannot
 * be read is nothing to fail for: a comparison without a schema is less sure, and says so. Safe for any number of threads.
 */
final class KnownSchemas {
    private static final int KEPT = 32;

    private final Schemas schemas;
    private final Map<String, OpenApiSchemas> read = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Optional<OpenApiSchemas>> current = new LinkedHashMap<>();
    private @Nullable Discovery asOf;

    KnownSchemas(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The schemas as they were when the cluster served {@code discovery}. */
    SchemaSource asOf(Discovery discovery) {
        return (apiVersion, kind) -> find(discovery, apiVersion, kind);
    }

    private Optional<ObjectSchema> find(Discovery discovery, String apiVersion, String kind) {
        return document(discovery, apiVersion).flatMap(document -> document.find(apiVersion, kind));
    }

    private synchronized Optional<OpenApiSchemas> document(Discovery discovery, String apiVersion) {
        if (asOf != discovery) {
            asOf = discovery;
            current.clear();
        }
        return current.computeIfAbsent(apiVersion, this::read);
    }

    private Optional<OpenApiSchemas> read(String apiVersion) {
        try {
            Optional<String> hash = schemas.hash(apiVersion);
            if (hash.isEmpty()) {
                return Optional.empty();
            }
            String name = apiVersion + " " + hash.get();
            OpenApiSchemas known = read.get(name);
            if (known == null) {
                known = schemas.document(apiVersion)
                        .map(document -> OpenApiSchemas.of(document, hash.get()))
                        .orElse(null);
            }
            if (known != null) {
                read.put(name, known);
                if (read.size() > KEPT) {
                    read.remove(read.keySet().iterator().next());
                }
            }
            return Optional.ofNullable(known);
        } catch (GitOpsException unreadable) {
            return Optional.empty();
        }
    }
}
