package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files of Kubernetes objects, YAML or JSON, several documents each. An empty document gives nothing; anything else that
 * is no object is a problem with its place, never skipped. Immutable.
 */
public final class ManifestReader {
    private final TextLimits limits;

    private ManifestReader(TextLimits limits) {
        this.limits = limits;
    }

    /** A reader within {@code limits}. */
    public static ManifestReader of(RenderLimits limits) {
        return new ManifestReader(limits.text());
    }

    /**
     * The objects of a file in their order; lists stay unexpanded.
     *
     * @param file how errors and origins name the file
     * @param wayOut what to do about a document that is no object, the end of the error's message
     * @param problems where to put what is wrong; nothing is thrown
     */
    public List<Manifest> read(String file, byte[] content, String wayOut, Problems problems) {
        List<Document> documents;
        try {
            documents = Parser.strict().limits(limits).parse(file, content);
        } catch (GitOpsException failure) {
            problems.addAll(failure);
            return List.of();
        }
        List<Manifest> manifests = new ArrayList<>();
        for (Document document : documents) {
            if (document.root().kind() == Node.Kind.NULL) {
                continue;
            }
            String lacks = lacks(document.root());
            if (lacks.isEmpty()) {
                manifests.add(Manifest.of((Node.Obj) document.root(), Origins.of(document)));
            } else {
                Location where = document.marks().locate(Path.root()).withDocument(document.number());
                problems.add(Problem.of(
                        Code.INVALID_OBJECT, where, "this is no Kubernetes object: " + lacks + "; " + wayOut));
            }
        }
        return manifests;
    }

    private static String lacks(Node root) {
        if (!(root instanceof Node.Obj object)) {
            return root.kind() == Node.Kind.ARRAY ? "it is a list" : "it is no mapping";
        }
        boolean version =
                object.text("apiVersion").filter(text -> !text.isEmpty()).isPresent();
        boolean kind = object.text("kind").filter(text -> !text.isEmpty()).isPresent();
        if (version) {
            return kind ? "" : "it has no kind";
        }
        return kind ? "it has no apiVersion" : "it has no apiVersion and no kind";
    }
}
