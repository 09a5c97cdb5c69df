package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.field.FieldChange;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.field.FieldWalk;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of a change over objects; it finds the field specs of a kind once. For one thread. */
final class FieldEdit {
    private final FieldSpecs specs;
    private final Made made;
    private final Cause cause;
    private final Map<Gvk, List<FieldSpec>> byKind = new HashMap<>();

    FieldEdit(FieldSpecs specs, Made made, Cause cause) {
        this.specs = specs;
        this.made = made;
        this.cause = cause;
    }

    /** {@code item} with all fields changed. */
    Item change(Item item, FieldChange change) {
        List<FieldSpec> selected = byKind.computeIfAbsent(item.id().gvk(), specs::of);
        return selected.isEmpty() ? item : change(item, selected, change);
    }

    /** {@code item} with the fields of {@code selected} changed, all of which mean its kind. */
    Item change(Item item, List<FieldSpec> selected, FieldChange change) {
        Node.Obj body = item.body();
        try {
            for (FieldSpec spec : selected) {
                body = FieldWalk.changeSelected(body, spec, made, change);
            }
        } catch (FieldProblem problem) {
            throw failed(item, cause, problem, "");
        }
        return item.with(body, cause);
    }

    /** Says which field of which object cannot be changed, where it is, and who asked. */
    static GitOpsException failed(Item item, Cause cause, FieldProblem problem, String doing) {
        return new GitOpsException(Problem.of(
                Code.INVALID_OBJECT,
                item.origins()
                        .at(problem.path())
                        .location()
                        .withObject(item.manifest().title())
                        .withField(problem.path().toString()),
                doing + problem.getMessage() + "; " + cause.transformer() + " of " + cause.where()
                        + " is to change it"));
    }
}
