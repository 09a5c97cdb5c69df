package io.gitops4j.benchmarks;

import io.gitops4j.core.merge.TypedValue;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The objects of structured-merge-diff's own benchmark, with their types: {@code smd} in the folder that the system property
 * or environment variable {@code GITOPS4J_CONFORMANCE} names, by default {@code shared/conformance} in or beside a folder above.
 */
public enum MergeShape {
    /** A pod of 2.9 KB. */
    POD("Pod", "pod.yaml", "k8s-schema.yaml", "io.k8s.api.core.v1.Pod"),
    /** A node of 10.9 KB. */
    NODE("Node", "node.yaml", "k8s-schema.yaml", "io.k8s.api.core.v1.Node"),
    /** 188 KB of addresses, which are one value. */
    ENDPOINTS("Endpoints", "endpoints.yaml", "k8s-schema.yaml", "io.k8s.api.core.v1.Endpoints"),
    /** A definition of 190 KB. */
    CRD(
            "CRD",
            "prometheus-crd.yaml",
            "k8s-schema.yaml",
            "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1beta1.CustomResourceDefinition"),
    /** A custom resource of 378 KB. */
    CR("CR", "apiresourceimport-cr.yaml", "apiresourceimport.yaml", "apiresourceimport"),
    /** The pod without a schema. */
    POD_DEDUCED("Pod-deduced", "pod.yaml", "", ""),
    /** The node without a schema. */
    NODE_DEDUCED("Node-deduced", "node.yaml", "", "");

    private final String name;
    private final String file;
    private final String schema;
    private final String type;

    MergeShape(String name, String file, String schema, String type) {
        this.name = name;
        this.file = file;
        this.schema = schema;
        this.type = type;
    }

    /** The name that the Go side knows it by. */
    String title() {
        return name;
    }

    /** Whether upstream's benchmark has it. */
    boolean upstream() {
        return !schema.isEmpty();
    }

    FieldType type() {
        return upstream() ? new SmdSchema(yaml("schemas", schema)).type(type) : FieldType.deduced();
    }

    /** The object, parsed and validated anew. */
    TypedValue parse(FieldType type) {
        return TypedValue.validated(yaml("files", file), type);
    }

    static Path folder() {
        String given =
                System.getProperty("GITOPS4J_CONFORMANCE", System.getenv().getOrDefault("GITOPS4J_CONFORMANCE", ""));
        if (!given.isEmpty()) {
            return Path.of(given).resolve("smd");
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared").resolve("conformance").resolve("smd");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        throw new IllegalStateException("name the folder that has the objects in GITOPS4J_CONFORMANCE");
    }

    private static Node.Obj yaml(String kind, String file) {
        try {
            String text = Files.readString(folder().resolve(kind).resolve(file));
            return (Node.Obj) Parser.tolerant().parseYaml(file, text).get(0).root();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
