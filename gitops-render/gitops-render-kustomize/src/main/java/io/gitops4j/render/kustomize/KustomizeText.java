package io.gitops4j.render.kustomize;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.text.BlockWriter;
import java.util.List;

/**
 * Resources as the text that {@code kustomize build} prints for them, byte for byte: {@code Resource.AsYAML} of {@code
 * api/resource/resource.go}, which is {@code JSONToYAML} of {@code sigs.k8s.io/yaml} 1.5 over {@code
 * go.yaml.in/yaml/v2} 2.4.2. Keys come in that library's natural order (k2 before k10), lists start at the column of
 * their key, lines fold past 80 columns.
 *
 * <p>A next-line character (U+0085) is lost as it is upstream, where JSON between quotes is read as YAML and so takes it
 * for a line break. What upstream cannot print at all is printed here in the same manner: other control characters, as
 * escapes, and keys of more than a thousand characters.
 */
public final class KustomizeText {
    private KustomizeText() {}

    /** The documents one after another, {@code ---} between them; the empty text for none. */
    public static String of(List<? extends Node.Obj> documents) {
        StringBuilder out = new StringBuilder();
        for (Node.Obj document : documents) {
            if (out.length() > 0) {
                out.append("---\n");
            }
            new BlockWriter(out).document(document);
        }
        return out.toString();
    }
}
