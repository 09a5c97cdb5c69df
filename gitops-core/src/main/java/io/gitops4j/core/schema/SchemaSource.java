package io.gitops4j.core.schema;

import java.util.List;
import java.util.Optional;

/**
 * Where schemas of kinds are found. The usual chain is what the cluster says, then the custom resource definitions at
 * hand, then the built-in table, then what can be deduced:
 *
 * <pre>{@code
 * SchemaSource schemas = SchemaSource.firstOf(
 *         OpenApiSchemas.of(document, hash),
 *         CustomResourceSchemas.of(definitions),
 *         SchemaSource.builtIn(),
 *         SchemaSource.deduced());
 * }</pre>
 *
 * <p>The sources of this package are safe for any number of threads and fail for no document, however strange.
 */
@FunctionalInterface
public interface SchemaSource {
    /**
     * The schema of a kind; empty where this source knows none.
     *
     * @param apiVersion such as {@code apps/v1}, or {@code v1} for the core group
     * @param kind such as {@code Deployment}
     */
    Optional<ObjectSchema> find(String apiVersion, String kind);

    /** What the first of {@code sources} says that knows the kind. */
    static SchemaSource firstOf(SchemaSource... sources) {
        return firstOf(List.of(sources));
    }

    /** What the first of {@code sources} says that knows the kind. */
    static SchemaSource firstOf(List<? extends SchemaSource> sources) {
        List<SchemaSource> chain = List.copyOf(sources);
        return (apiVersion, kind) -> chain.stream()
                .flatMap(source -> source.find(apiVersion, kind).stream())
                .findFirst();
    }

    /** The kinds that released versions of Kubernetes serve by themselves; see the package for which these are. */
    static SchemaSource builtIn() {
        return BuiltInSchemas::find;
    }

    /**
     * A schema for every kind: the metadata as every object has it, the rest deduced (structured-merge-diff's deduced
     * type). Never exact.
     */
    static SchemaSource deduced() {
        return (apiVersion, kind) -> Optional.of(BuiltInSchemas.deduced());
    }
}
