package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;

/**
 * Gives what other managers own to the one that applies: a JSON patch of {@code metadata.managedFields} that holds only for the
 * object and version that was read, as {@code kubectl apply --server-side} does it (client-go {@code util/csaupgrade}). It
 * changes no field, so that nothing is lost where the apply after it fails.
 */
final class Handovers {
    private static final String JSON_PATCH = "application/json-patch+json";

    private final Rest rest;

    Handovers(Rest rest) {
        this.rest = rest;
    }

    /** Whether a manager that {@code call} names owns anything of the object. */
    static boolean isNeeded(ApplyCall call, Live.Present live) {
        ManagedFields before = live.managed();
        return !before.handedOver(call.inherited(), call.manager()).equals(before);
    }

    /** The object afterwards, as {@link WriteResult.Written}, or why there was none. */
    WriteResult handOver(ApplyCall call, Live.Present live, KindInfo kind, String version, Cancellation cancellation) {
        ManagedFields after = live.managed().handedOver(call.inherited(), call.manager());
        Node patch = Node.array(
                operation("add", "/metadata/managedFields", after.written()),
                // the API server takes it for a precondition; no other object ever has this version
                operation("replace", "/metadata/resourceVersion", Node.of(live.resourceVersion())));
        String target = Paths.object(kind, version, call.key()) + "?fieldManager=" + Paths.encoded(call.manager());
        Call request = new Call("PATCH", target, Call.JSON, JSON_PATCH, Printer.json(patch, Mask.none()));
        Refusals refusals = new Refusals(rest, request, call.key(), call.desired());
        Answer answer;
        try {
            answer = rest.write(request, cancellation);
        } catch (Unanswered e) {
            return refusals.unanswered(e);
        }
        if (answer.ok()) {
            try {
                return new WriteResult.Written(Bodies.present(answer, call.key(), kind, version), true);
            } catch (GitOpsException e) {
                return refusals.uncertain(e.problem());
            }
        }
        boolean moved = answer.code() == 409 || answer.code() == 404;
        return moved ? new WriteResult.PreconditionFailed(null) : refusals.of(answer);
    }

    private static Node.Obj operation(String op, String path, Node value) {
        return Node.objectBuilder()
                .put("op", op)
                .put("path", path)
                .put("value", value)
                .build();
    }
}
