package io.gitops4j.k8s;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Server-side apply. Preconditions travel in the body: the API server refuses an apply whose {@code metadata.uid} or {@code
 * metadata.resourceVersion} are not those of the object.
 *
 * <p>"Only where it is not there" is the resource version 1: no object ever has it, since etcd counts its own first revision, so
 * an object that is there conflicts (409), and where there is none the version is dropped (apiserver {@code Store.Update}
 * compares versions only with an existing object). A version alone therefore does not keep from creating; a uid does.
 */
final class Applies {
    private static final Path UID = Path.of("metadata", "uid");
    private static final Path VERSION = Path.of("metadata", "resourceVersion");
    private static final String NO_OBJECT_HAS_IT = "1";

    private final Rest rest;
    private final Kinds kinds;
    private final Reads reads;
    private final Handovers handovers;

    Applies(Rest rest, Kinds kinds, Reads reads) {
        this.rest = rest;
        this.kinds = kinds;
        this.reads = reads;
        this.handovers = new Handovers(rest);
    }

    WriteResult apply(ApplyCall call, Cancellation cancellation) {
        cancellation.check();
        ResourceKey key = call.key();
        String apiVersion = call.desired().text("apiVersion").orElse("");
        String version = GroupKind.versionOf(apiVersion);
        Kinds.Found found = kinds.find(key.groupKind(), Optional.of(version), System.nanoTime(), cancellation);
        if (found instanceof Kinds.NotServed) {
            return new WriteResult.Rejected(Problems.on(Kinds.unserved(key.groupKind()), key.toString()));
        }
        if (found instanceof Kinds.Unknown unknown) {
            return new WriteResult.Unavailable(Problems.on(unknown.problem(), key.toString()));
        }
        KindInfo kind = ((Kinds.Served) found).info();
        Optional<Problem> misfit = Misfits.of(kind, call);
        if (misfit.isPresent()) {
            return new WriteResult.Rejected(misfit.get());
        }
        if (!kind.versions().contains(version)) {
            return new WriteResult.Rejected(Misfits.versionNotServed(kind, key, version));
        }
        return apply(call, kind, version, cancellation);
    }

    private WriteResult apply(ApplyCall call, KindInfo kind, String version, Cancellation cancellation) {
        return call.inherited().isEmpty() || call.isDryRun() || call.onlyIfAbsent()
                ? ready(call, kind, version, cancellation)
                : inheriting(call, kind, version, cancellation);
    }

    /** First the fields change hands, then they are applied to the very object that came of it. */
    private WriteResult inheriting(ApplyCall call, KindInfo kind, String version, Cancellation cancellation) {
        Live before = call.before()
                .filter(seen -> isAsked(call, seen))
                .map(Live.class::cast)
                .orElseGet(() -> reads.one(call.key(), Optional.of(version), System.nanoTime(), cancellation));
        if (before instanceof Live.Unreadable unreadable) {
            return new WriteResult.Unavailable(unreadable.problem());
        }
        if (!(before instanceof Live.Present present)) {
            return ready(call, kind, version, cancellation);
        }
        if (!isAsked(call, present)) {
            return new WriteResult.PreconditionFailed(present);
        }
        if (!Handovers.isNeeded(call, present)) {
            return ready((guarded(call) ? call.ifUid(present.uid()) : call).seen(present), kind, version, cancellation);
        }
        WriteResult handed = handovers.handOver(call, present, kind, version, cancellation);
        if (!(handed instanceof WriteResult.Written written) || !(written.live() instanceof Live.Present now)) {
            return handed;
        }
        ApplyCall next = call.ifUid(now.uid());
        next = call.resourceVersion().isPresent() ? next.ifVersion(now.resourceVersion()) : next;
        return send(next, kind, version, present, cancellation);
    }

    private static boolean isAsked(ApplyCall call, Live.Present present) {
        return call.uid().filter(uid -> !uid.equals(present.uid())).isEmpty()
                && call.resourceVersion()
                        .filter(asked -> !asked.equals(present.resourceVersion()))
                        .isEmpty();
    }

    private WriteResult ready(ApplyCall call, KindInfo kind, String version, Cancellation cancellation) {
        if (!needsRead(call)) {
            return send(call, kind, version, call.before().orElse(null), cancellation);
        }
        Live before = reads.one(call.key(), Optional.of(version), System.nanoTime(), cancellation);
        if (before instanceof Live.Unreadable unreadable) {
            // without need it was asked only to say more of the answer, and is not worth failing the write
            return guarded(call)
                    ? new WriteResult.Unavailable(unreadable.problem())
                    : send(call, kind, version, null, cancellation);
        }
        if (!guarded(call)) {
            return send(call, kind, version, before, cancellation);
        }
        boolean asAsked = before instanceof Live.Present present
                && call.resourceVersion()
                        .filter(present.resourceVersion()::equals)
                        .isPresent();
        return asAsked
                ? send(call.ifUid(((Live.Present) before).uid()), kind, version, before, cancellation)
                : new WriteResult.PreconditionFailed(before);
    }

    /** Whether the object must be read first: to know its uid, or to say afterwards whether the write changed it. */
    private static boolean needsRead(ApplyCall call) {
        boolean told = call.before().isPresent() || call.resourceVersion().isPresent() && !call.isDryRun();
        return guarded(call) || !call.onlyIfAbsent() && !told;
    }

    /** Whether the call has a version without a uid, which alone would not keep from creating. */
    private static boolean guarded(ApplyCall call) {
        return call.resourceVersion().isPresent() && call.uid().isEmpty() && !call.onlyIfAbsent();
    }

    private WriteResult send(
            ApplyCall call, KindInfo kind, String version, @Nullable Live before, Cancellation cancellation) {
        Call request = Call.apply(target(call, kind, version), Printer.json(body(call), Mask.none()));
        Refusals refusals = new Refusals(rest, request, call.key(), call.desired());
        long sent = System.nanoTime();
        Answer answer;
        try {
            answer = rest.write(request, cancellation);
        } catch (Unanswered e) {
            return refusals.unanswered(e);
        }
        if (answer.ok()) {
            return written(call, kind, version, before, answer, refusals);
        }
        ApiStatus status = answer.status();
        if (answer.code() == 404) {
            return new WriteResult.Rejected(notFound(call.key(), version, status, sent, refusals, cancellation));
        }
        if (answer.code() == 409) {
            return conflict(call, status);
        }
        if (answer.code() == 422 && call.uid().isPresent() && concernsUid(status)) {
            return new WriteResult.PreconditionFailed(null);
        }
        return refusals.of(answer);
    }

    private static String target(ApplyCall call, KindInfo kind, String version) {
        return Paths.object(kind, version, call.key()) + "?fieldManager=" + Paths.encoded(call.manager())
                + "&fieldValidation=Strict" + (call.force() ? "&force=true" : "")
                + (call.isDryRun() ? "&dryRun=All" : "");
    }

    private static Node.Obj body(ApplyCall call) {
        Node body = call.desired();
        if (call.uid().isPresent()) {
            body = body.with(UID, Node.of(call.uid().get()));
        }
        if (call.onlyIfAbsent()) {
            body = body.with(VERSION, Node.of(NO_OBJECT_HAS_IT));
        } else if (call.resourceVersion().isPresent()) {
            body = body.with(VERSION, Node.of(call.resourceVersion().get()));
        }
        return (Node.Obj) body;
    }

    private static WriteResult written(
            ApplyCall call, KindInfo kind, String version, @Nullable Live before, Answer answer, Refusals refusals) {
        Live.Present after;
        try {
            after = Bodies.present(answer, call.key(), kind, version);
        } catch (GitOpsException e) {
            return refusals.uncertain(e.problem());
        }
        if (call.isDryRun() && answer.code() == 201) {
            // an object that is not there has no version; with ours in the body the server prints that
            after = new Live.Present((Node.Obj) after.body().without(VERSION), after.managed());
        }
        boolean created = answer.code() == 201;
        return new WriteResult.Written(after, created || changed(call, before, after));
    }

    /**
     * Whether the object is another than before; in doubt, and where somebody else changed it between, yes. A write that
     * changes nothing leaves the version as it is, but so does a dry run, where only the object itself tells.
     */
    private static boolean changed(ApplyCall call, @Nullable Live before, Live.Present after) {
        if (before instanceof Live.Present present) {
            return call.isDryRun()
                    ? !present.body().equals(after.body()) || !present.managed().sameFields(after.managed())
                    : !present.resourceVersion().equals(after.resourceVersion());
        }
        return call.resourceVersion()
                .map(version -> !version.equals(after.resourceVersion()))
                .orElse(true);
    }

    private static WriteResult conflict(ApplyCall call, ApiStatus status) {
        List<FieldOwner> owners = Refusals.owners(status);
        // fields are compared before versions: whoever wants a new object is told that there is one
        return owners.isEmpty() || call.onlyIfAbsent()
                ? new WriteResult.PreconditionFailed(null)
                : new WriteResult.Conflict(owners);
    }

    private static boolean concernsUid(ApiStatus status) {
        return status.causes().stream().anyMatch(cause -> cause.field().equals("metadata.uid"));
    }

    private Problem notFound(
            ResourceKey key,
            String version,
            ApiStatus status,
            long sent,
            Refusals refusals,
            Cancellation cancellation) {
        if (status.kind().equals("namespaces") && status.name().equals(key.namespace())) {
            return refusals.missingNamespace();
        }
        if (kinds.findNow(key.groupKind(), sent, cancellation) instanceof Kinds.Served served
                && !served.info().versions().contains(version)) {
            return Misfits.versionNotServed(served.info(), key, version);
        }
        return Problems.on(Kinds.unserved(key.groupKind()), key.toString());
    }
}
