package io.gitops4j.embedded;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.merge.Applied;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The writes, each within a batch: apply and delete as the adapter offers them, create and update as other clients do.
 */
final class Writes {
    private static final Set<String> PROTECTED = Set.of("default", "kube-system", "kube-public");

    private final Stamp stamp;
    private final GarbageCollector garbage;
    private final Faults faults;

    Writes(Stamp stamp, GarbageCollector garbage, Faults faults) {
        this.stamp = stamp;
        this.garbage = garbage;
        this.faults = faults;
    }

    WriteResult apply(Batch batch, ApplyCall call) {
        ResourceKey key = call.key();
        ServedKind kind = find(batch, key);
        Node.Obj live = batch.get(key);
        Optional<WriteResult> refused = refused(batch, kind, call, live);
        if (kind == null || refused.isPresent()) {
            return refused.orElseThrow();
        }
        FieldOwnership ownership = FieldOwnership.of(batch.kinds(), key.groupKind(), call.desired());
        Applied applied;
        try {
            applied = ownership.apply(live, declared(kind, ownership, call), call, stamp.now());
        } catch (GitOpsException misfit) {
            return new WriteResult.Rejected(Admission.unfit(key, misfit.problems()));
        }
        if (!applied.conflicts().isEmpty()) {
            return new WriteResult.Conflict(FieldOwnership.owners(applied));
        }
        Node.Obj merged = Decoding.decoded(key.groupKind(), ownership.schema(), applied.object());
        return live == null ? created(batch, kind, call, merged) : updated(batch, kind, call, merged, live);
    }

    /** What the request may own of what it declares: no status, where that is a subresource, but it must be a valid one. */
    private static Node.Obj declared(ServedKind kind, FieldOwnership ownership, ApplyCall call) {
        Node.Obj declared = ownership.validated(Metadata.declared(call.desired()));
        return kind.hasStatus() ? declared.without("status") : declared;
    }

    private @Nullable ServedKind find(Batch batch, ResourceKey key) {
        return batch.kinds().find(key.groupKind()).flatMap(faults::served).orElse(null);
    }

    private static Optional<WriteResult> refused(
            Batch batch, @Nullable ServedKind kind, ApplyCall call, Node.@Nullable Obj live) {
        if (kind == null) {
            return Optional.of(new WriteResult.Rejected(unknown(call.key())));
        }
        return problem(kind, call)
                .map(problem -> (WriteResult) new WriteResult.Rejected(problem))
                .or(() -> precondition(kind, call, live))
                .or(() -> live == null
                        ? homeless(batch, kind, call.key()).map(WriteResult.Rejected::new)
                        : Optional.empty());
    }

    private WriteResult created(Batch batch, ServedKind kind, ApplyCall call, Node.Obj merged) {
        Node.Obj next = stamp.created(kind, call.key(), merged);
        return call.isDryRun() ? written(kind, call, next, true) : put(batch, kind, call, next);
    }

    private WriteResult updated(Batch batch, ServedKind kind, ApplyCall call, Node.Obj merged, Node.Obj live) {
        Node.Obj next = stamp.updated(kind, live, merged);
        if (FieldOwnership.sameButForTimes(next, live)) {
            return written(kind, call, live, false);
        }
        Optional<Problem> immutable = ImmutableFields.changed(call.key(), live, next);
        if (immutable.isPresent()) {
            return new WriteResult.Rejected(immutable.get());
        }
        return call.isDryRun() ? written(kind, call, next, true) : put(batch, kind, call, next);
    }

    private WriteResult put(Batch batch, ServedKind kind, ApplyCall call, Node.Obj next) {
        Node.Obj put = batch.put(call.key(), next);
        garbage.settle(batch, call.key());
        return written(kind, call, put, true);
    }

    private static WriteResult written(ServedKind kind, ApplyCall call, Node.Obj object, boolean changed) {
        String version = GroupKind.versionOf(call.desired().text("apiVersion").orElse(""));
        return new WriteResult.Written(present(kind, version, object), changed);
    }

    /** The object in a version asked for. */
    static Live.Present present(ServedKind kind, String version, Node.Obj object) {
        Node apiVersion = Node.of(kind.apiVersion(version));
        return new Live.Present(
                apiVersion.equals(object.get("apiVersion")) ? object : object.with("apiVersion", apiVersion));
    }

    private static Problem unknown(ResourceKey key) {
        return Admission.rejected(
                Code.UNKNOWN_KIND, key, "no matches for kind \"" + key.kind() + "\" in group \"" + key.group() + "\"");
    }

    private static Optional<Problem> problem(ServedKind kind, ApplyCall call) {
        String apiVersion = call.desired().text("apiVersion").orElse("");
        if (!GroupKind.groupOf(apiVersion).equals(call.key().group())) {
            return Admission.invalid(
                    call.key(), "apiVersion", "the group of the object does not match the group on the request");
        }
        if (!kind.versions().contains(GroupKind.versionOf(apiVersion))) {
            return Optional.of(Admission.rejected(
                    Code.VERSION_NOT_SERVED,
                    call.key(),
                    kind.groupKind() + " is not served in version " + GroupKind.versionOf(apiVersion) + "; served: "
                            + String.join(", ", kind.versions())));
        }
        if (Metadata.of(call.desired()).has("managedFields")) {
            return Admission.invalid(call.key(), "metadata.managedFields", "must be nil in an apply");
        }
        return Admission.problem(kind, call.key(), call.desired());
    }

    private static Optional<WriteResult> precondition(ServedKind kind, ApplyCall call, Node.@Nullable Obj live) {
        String version = GroupKind.versionOf(call.desired().text("apiVersion").orElse(""));
        Node.Obj declared = call.desired();
        if (live == null) {
            boolean wanted = call.uid().isPresent()
                    || call.resourceVersion().isPresent()
                    || !Metadata.uid(declared).isEmpty()
                    || !Metadata.resourceVersion(declared).isEmpty();
            return wanted ? Optional.of(new WriteResult.PreconditionFailed(new Live.Absent())) : Optional.empty();
        }
        boolean holds = !call.onlyIfAbsent()
                && matches(call.uid(), Metadata.uid(live))
                && matches(call.resourceVersion(), Metadata.resourceVersion(live))
                && matches(declared.text("metadata", "uid"), Metadata.uid(live))
                && matches(declared.text("metadata", "resourceVersion"), Metadata.resourceVersion(live));
        return holds ? Optional.empty() : Optional.of(new WriteResult.PreconditionFailed(present(kind, version, live)));
    }

    private static boolean matches(Optional<String> wanted, String there) {
        return wanted.isEmpty() || wanted.get().isEmpty() || wanted.get().equals(there);
    }

    /** Why a new object cannot be in its namespace, or of its kind. */
    private static Optional<Problem> homeless(Batch batch, ServedKind kind, ResourceKey key) {
        Node.Obj definition = batch.get(CustomKinds.key(kind.resource()));
        if (definition != null && Metadata.terminating(definition)) {
            return Optional.of(Admission.rejected(
                    Code.REJECTED, key, "create not allowed while custom resource definition is terminating"));
        }
        if (!kind.namespaced()) {
            return Optional.empty();
        }
        Node.Obj namespace = batch.get(new ResourceKey("", "Namespace", "", key.namespace()));
        if (namespace == null) {
            return Optional.of(
                    Admission.rejected(Code.REJECTED, key, "namespaces \"" + key.namespace() + "\" not found"));
        }
        return Metadata.terminating(namespace)
                ? Optional.of(Admission.rejected(
                        Code.FORBIDDEN,
                        key,
                        kind.resource() + " \"" + key.name()
                                + "\" is forbidden: unable to create new content in namespace " + key.namespace()
                                + " because it is being terminated"))
                : Optional.empty();
    }

    WriteResult delete(Batch batch, DeleteCall call) {
        ResourceKey key = call.key();
        ServedKind kind = find(batch, key);
        Node.Obj live = batch.get(key);
        if (kind == null || live == null) {
            return new WriteResult.Written(kind == null ? new Live.Unserved() : new Live.Absent(), false);
        }
        if (!call.uid().equals(Metadata.uid(live))
                || !matches(call.resourceVersion(), Metadata.resourceVersion(live))) {
            return new WriteResult.PreconditionFailed(present(kind, "", live));
        }
        if (key.groupKind().equals(Admission.NAMESPACE) && PROTECTED.contains(key.name())) {
            return new WriteResult.Rejected(Admission.rejected(
                    Code.FORBIDDEN,
                    key,
                    "namespaces \"" + key.name() + "\" is forbidden: this namespace may not be deleted"));
        }
        if (call.isDryRun()) {
            return new WriteResult.Written(present(kind, "", live), !Metadata.terminating(live));
        }
        garbage.delete(batch, key, call.propagation());
        Node.Obj left = batch.get(key);
        return new WriteResult.Written(
                left == null ? new Live.Absent() : present(kind, "", left),
                !batch.changes().isEmpty());
    }

    /** Creates {@code object} as {@code manager}, with a POST. */
    WriteResult create(Batch batch, ResourceKey key, Node.Obj object, String manager) {
        ServedKind kind = find(batch, key);
        ApplyCall call = ApplyCall.of(key, Metadata.declared(object), manager).ifAbsent();
        Optional<WriteResult> refused = refused(batch, kind, call, batch.get(key));
        if (kind == null || refused.isPresent()) {
            return refused.orElseThrow();
        }
        FieldOwnership ownership = FieldOwnership.of(batch.kinds(), key.groupKind(), call.desired());
        Node.Obj body = Decoding.decoded(key.groupKind(), ownership.schema(), call.desired());
        body = kind.hasStatus() ? body.without("status") : body;
        Node.Obj owned = ownership.update(Node.object(), body, FieldManager.update(manager), stamp.now());
        return put(batch, kind, call, stamp.created(kind, key, owned));
    }

    /** Changes an object as {@code writer}, whose subresource says which half of it. */
    WriteResult update(Batch batch, ResourceKey key, FieldManager writer, UnaryOperator<Node.Obj> change) {
        ServedKind kind = find(batch, key);
        Node.Obj live = batch.get(key);
        if (kind == null || live == null) {
            return new WriteResult.PreconditionFailed(kind == null ? new Live.Unserved() : new Live.Absent());
        }
        FieldOwnership ownership = FieldOwnership.of(batch.kinds(), key.groupKind(), live);
        Node.Obj decoded = Decoding.decoded(key.groupKind(), ownership.schema(), change.apply(live));
        Node.Obj changed = Metadata.copyServerSet(live, half(kind, writer, live, decoded));
        if (changed.equals(live)) {
            return new WriteResult.Written(present(kind, "", live), false);
        }
        Node.Obj owned = ownership.update(live, changed, writer, stamp.now());
        Node.Obj next = stamp.updated(kind, live, owned);
        Optional<Problem> refused =
                Admission.problem(kind, key, next).or(() -> ImmutableFields.changed(key, live, next));
        if (refused.isPresent()) {
            return new WriteResult.Rejected(refused.get());
        }
        Node.Obj put = batch.put(key, next);
        garbage.settle(batch, key);
        return new WriteResult.Written(present(kind, "", put), true);
    }

    /** Of {@code changed} what a write to that subresource may change: the status, or all but it. */
    private static Node.Obj half(ServedKind kind, FieldManager writer, Node.Obj live, Node.Obj changed) {
        if (!kind.hasStatus()) {
            return changed;
        }
        boolean ofStatus = writer.subresource().equals("status");
        Node.Obj rest = ofStatus ? live : changed;
        Node status = (ofStatus ? changed : live).get("status");
        return status == null ? rest.without("status") : rest.with("status", status);
    }
}
