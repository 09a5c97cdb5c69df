package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.merge.JsonPatch;
import io.gitops4j.render.kustomize.internal.merge.MergeProblem;
import io.gitops4j.render.kustomize.internal.resource.ObjectReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text of a patch, inline or in a file.
 *
 * @param content the text
 * @param path the file as the kustomization names it; empty for an inline patch
 * @param where the place that has it or names its file
 * @param context what it is read with
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
record PatchText(byte[] content, String path, Location where, PatchContext context) {
    static PatchText inline(String text, Location where, PatchContext context) {
        return new PatchText(text.getBytes(StandardCharsets.UTF_8), "", where, context);
    }

    /** The text in the file that {@code field} names. */
    static PatchText file(String path, Location where, PatchContext context) {
        return new PatchText(context.files().read(path, where), path, where, context);
    }

    /** The text of {@code inline}, or of the file that {@code file} names: one of both is there. */
    static PatchText of(Settings settings, String inline, String file, PatchContext context) {
        String path = settings.text(file);
        return path.isEmpty()
                ? inline(settings.text(inline), settings.valueWhere(inline), context)
                : file(path, settings.where(file), context);
    }

    boolean isBlank() {
        return text().isBlank();
    }

    /** Whether it looks like a list, as a JSON patch is. */
    boolean isList() {
        String text = text().strip();
        return text.startsWith("[") || text.startsWith("-") && !text.startsWith("---");
    }

    private String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** As messages name it. The text itself is not shown, since it may hold secrets. */
    String named() {
        return path.isEmpty() ? "[patch]" : "[path: \"" + path + "\"]";
    }

    /** The patches that are objects. */
    List<ObjectReader.Read> objects() {
        return path.isEmpty()
                ? context.objects().inline(text(), where)
                : context.objects().read(context.files().name(path), content);
    }

    /** A JSON patch with the tree that it was read from. */
    record Json(JsonPatch patch, Node tree, Origins origins) {}

    /**
     * The JSON patch that it is.
     *
     * @throws GitOpsException where it is none
     */
    Json json() {
        String file = path.isEmpty() ? where.file().orElse("") : context.files().name(path);
        List<Document> documents = documents(file);
        Node root = documents.isEmpty() ? Node.nil() : documents.get(0).root();
        try {
            Origins origins = path.isEmpty() || documents.isEmpty() ? Origins.at(where) : Origins.of(documents.get(0));
            return new Json(JsonPatch.of(root), root, origins);
        } catch (MergeProblem problem) {
            throw new GitOpsException(Problem.of(problem.code(), where, problem.getMessage()));
        }
    }

    private List<Document> documents(String file) {
        String text = text();
        if (text.startsWith("[")) {
            try {
                return Parser.strict().limits(context.objects().limits()).parseJson(file, text);
            } catch (GitOpsException noJson) {
                return context.objects().parse(file, content);
            }
        }
        return context.objects().parse(file, content);
    }
}
