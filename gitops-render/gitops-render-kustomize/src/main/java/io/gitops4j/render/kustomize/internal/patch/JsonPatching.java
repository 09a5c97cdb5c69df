package io.gitops4j.render.kustomize.internal.patch;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.merge.JsonPatch;
import io.gitops4j.render.kustomize.internal.merge.MergeProblem;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Spelling;
import io.gitops4j.render.kustomize.internal.resource.Texts;

/**
 * A JSON patch that is applied to objects. Upstream keeps notes of its own in their annotations meanwhile, which a patch can rely
 * on without knowing: {@code add} of an annotation to an object that has none works, where a note is there.
 */
final class JsonPatching {
    private static final String METADATA = "metadata";
    private static final String ANNOTATIONS = "annotations";

    private final JsonPatch patch;
    private final Origins origins;
    private final Location where;
    private final Cause cause;

    /** @param transformer the transformer that applies it */
    JsonPatching(PatchText.Json json, String transformer, Location where) {
        this.patch = json.patch();
        this.origins = new OperationOrigins(json.tree(), json.origins());
        this.where = where;
        this.cause = Cause.of(transformer, where).rewriting();
    }

    Item apply(Item item) {
        Node.Obj body = item.body();
        Node.Obj metadata = body.object(METADATA);
        if (item.touched() && !(metadata.get(ANNOTATIONS) instanceof Node.Obj)) {
            body = body.with(METADATA, metadata.with(ANNOTATIONS, Node.object()));
        }
        Node.Obj patched;
        try {
            patched = patch.apply(body);
        } catch (MergeProblem problem) {
            throw new GitOpsException(
                    Problem.of(problem.code(), where.withObject(item.manifest().title()), problem.getMessage()));
        }
        Node.Obj result = Texts.inMetadata(patched, ANNOTATIONS, Spelling.plain());
        return item.with(result, cause.taking(result, origins));
    }
}
