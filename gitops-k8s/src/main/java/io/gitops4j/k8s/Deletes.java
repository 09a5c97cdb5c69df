package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Locale;

/** Deletes with the uid, and where asked the version, as preconditions. */
final class Deletes {
    private final Rest rest;
    private final Kinds kinds;

    Deletes(Rest rest, Kinds kinds) {
        this.rest = rest;
        this.kinds = kinds;
    }

    WriteResult delete(DeleteCall call, Cancellation cancellation) {
        cancellation.check();
        ResourceKey key = call.key();
        Kinds.Found found = kinds.find(key.groupKind(), System.nanoTime(), cancellation);
        if (found instanceof Kinds.NotServed) {
            return new WriteResult.Written(new Live.Unserved(), false);
        }
        if (found instanceof Kinds.Unknown unknown) {
            return new WriteResult.Unavailable(Problems.on(unknown.problem(), key.toString()));
        }
        KindInfo kind = ((Kinds.Served) found).info();
        if (!Paths.possible(kind, key)) {
            return new WriteResult.Written(new Live.Absent(), false);
        }
        return send(call, kind, cancellation);
    }

    private WriteResult send(DeleteCall call, KindInfo kind, Cancellation cancellation) {
        ResourceKey key = call.key();
        Call request =
                Call.delete(Paths.object(kind, kind.preferredVersion(), key), Printer.json(options(call), Mask.none()));
        Refusals refusals = new Refusals(rest, request, key, Node.object());
        long sent = System.nanoTime();
        Answer answer;
        try {
            answer = rest.write(request, cancellation);
        } catch (Unanswered e) {
            return refusals.unanswered(e);
        }
        if (answer.ok()) {
            return new WriteResult.Written(left(call, kind, answer), true);
        }
        if (answer.code() == 404) {
            return notFound(key, kind, answer, sent, refusals, cancellation);
        }
        return answer.code() == 409 ? new WriteResult.PreconditionFailed(null) : refusals.of(answer);
    }

    private static Node.Obj options(DeleteCall call) {
        ObjBuilder preconditions = Node.objectBuilder().put("uid", call.uid());
        call.resourceVersion().ifPresent(version -> preconditions.put("resourceVersion", version));
        String name = call.propagation().name();
        ObjBuilder options = Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", "DeleteOptions")
                .put("preconditions", preconditions.build())
                .put("propagationPolicy", name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
        if (call.isDryRun()) {
            options.put("dryRun", Node.array(Node.of("All")));
        }
        return options.build();
    }

    /**
     * What is left of the object. The answer is a Status where it is gone, or the object: as it stays, terminating, until its
     * finalizers and its grace period are over, or as it last was.
     */
    private static Live left(DeleteCall call, KindInfo kind, Answer answer) {
        try {
            Live.Present read = answer.live(kind.groupKind().apiVersion(kind.preferredVersion()));
            if (ApiStatus.is(read.body())) {
                return new Live.Absent();
            }
            Live.Present present = Bodies.present(read, call.key(), kind, kind.preferredVersion());
            return call.isDryRun() || held(present) ? present : new Live.Absent();
        } catch (GitOpsException e) {
            // the deletion was accepted all the same
            return new Live.Unreadable(Problems.on(e.problem(), call.key().toString()));
        }
    }

    private static boolean held(Live.Present present) {
        boolean graceful = present.body()
                .at("metadata", "deletionGracePeriodSeconds")
                .filter(seconds -> !seconds.equals(Node.of(0)))
                .isPresent();
        boolean finalized = present.body().object("spec").array("finalizers").size() > 0;
        return present.terminating()
                && (graceful || finalized || !present.finalizers().isEmpty());
    }

    private WriteResult notFound(
            ResourceKey key, KindInfo kind, Answer answer, long sent, Refusals refusals, Cancellation cancellation) {
        if (Reads.isOf(answer.status(), kind, key)) {
            return new WriteResult.Written(new Live.Absent(), false);
        }
        Kinds.Found now = kinds.findNow(key.groupKind(), sent, cancellation);
        return now instanceof Kinds.NotServed
                ? new WriteResult.Written(new Live.Unserved(), false)
                : new WriteResult.Unavailable(refusals.unavailable(
                        "the cluster has nothing at the place of this object, though it serves its kind; try again"));
    }
}
