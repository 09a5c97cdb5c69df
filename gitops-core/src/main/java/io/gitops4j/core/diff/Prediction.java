package io.gitops4j.core.diff;

import io.gitops4j.core.merge.Applied;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import java.util.List;

/** What the API server would make of an apply of ours. Immutable. */
final class Prediction {
    private final DiffRequest request;
    private final Node.Obj live;
    private final FieldOwners before;
    private final FieldSet declared;
    private final Node.Obj after;
    private final FieldSet contested;

    private Prediction(
            DiffRequest request,
            Node.Obj live,
            FieldOwners before,
            FieldSet declared,
            Node.Obj after,
            FieldSet contested) {
        this.request = request;
        this.live = live;
        this.before = before;
        this.declared = declared;
        this.after = after;
        this.contested = contested;
    }

    /** The prediction: as it is worked out, or as the cluster answered. */
    static Prediction of(DiffRequest request, LiveObject object, String manager) {
        FieldType type = request.schema().type();
        FieldOwners before = new FieldOwners(object.managed(), manager);
        ServerSideApply server = ServerSideApply.of(type);
        Node.Obj live = object.body();
        FieldManager us = FieldManager.apply(manager);
        Applied tried = server.apply(live, object.managed(), request.desired(), us, false, "");
        List<FieldPath> contested =
                tried.conflicts().stream().map(conflict -> conflict.field()).toList();
        Node.Obj after = request.answer()
                .map(DiffRequest.Answer::object)
                .orElseGet(() -> contested.isEmpty()
                        ? tried.body()
                        : server.apply(live, object.managed(), request.desired(), us, true, "")
                                .body());
        return new Prediction(
                request, live, before, Differ.fields(request.desired(), type), after, FieldSet.of(contested));
    }

    /** Who owns what before the apply. */
    FieldOwners before() {
        return before;
    }

    /** The fields that we would own. */
    FieldSet declared() {
        return declared;
    }

    /** The fields that others own and that the apply would change, so that it must be forced. */
    FieldSet contested() {
        return contested;
    }

    /** The object after the apply. */
    Node.Obj object() {
        return after;
    }

    /** Where values change; who owns what is no value. */
    List<Difference> differences() {
        List<Difference> all = Delta.between(request.schema().type(), bare(live), bare(after), before.ours());
        return request.answer().filter(answer -> !answer.webhooks()).isEmpty()
                ? all
                : all.stream().filter(difference -> isOurs(difference.path())).toList();
    }

    /** Whether a field is ours before or after, and no doing of a webhook. */
    private boolean isOurs(FieldPath path) {
        return before.ours(path) || declared.touches(path);
    }

    /** Without what only the server writes, and without the note that kubectl leaves for itself. */
    static Node.Obj bare(Node.Obj object) {
        Node.Obj metadata = Normal.withoutServerSet(object.object("metadata"));
        if (metadata.get("annotations") instanceof Node.Obj annotations) {
            metadata = metadata.with("annotations", annotations.without(LiveObject.LAST_APPLIED));
        }
        return object.with("metadata", metadata);
    }
}
