package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The OpenAPI document of this library: that of Kubernetes 1.21.2, as Kustomize has it, without all that a strategic merge does
 * not ask for, and Kustomize's own. Read when a kind is first asked for.
 */
final class BuiltInOpenApi {
    /** The version of Kubernetes, as {@code openapi: {version: v1.21.2}} names it. */
    static final String VERSION = "v1.21.2";

    static final String RESOURCE = "kubernetes-v1.21.2.openapi.json";
    private static final Node.Obj TABLE = load();
    static final OpenApiDocument KUBERNETES = OpenApiDocument.of(TABLE.object("kubernetes"));
    static final OpenApiDocument KUSTOMIZE = OpenApiDocument.of(TABLE.object("kustomize"));
    static final List<OpenApiDocument> BOTH = List.of(KUBERNETES, KUSTOMIZE);
    static final MergeSchema SCHEMA = MergeSchema.of(BOTH);

    private BuiltInOpenApi() {}

    private static Node.Obj load() {
        try (InputStream in = BuiltInOpenApi.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the library is incomplete: there is no " + RESOURCE);
            }
            return Parser.tolerant().parseOne(RESOURCE, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of the library", e);
        }
    }
}
