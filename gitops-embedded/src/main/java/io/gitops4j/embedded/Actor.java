package io.gitops4j.embedded;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.function.UnaryOperator;

/**
 * Somebody else who works on the cluster, such as a person with kubectl or an operator. What an actor writes is an
 * update under the actor's name, which takes the fields it changes. Each call is one write, or none where everything is
 * so already. Every method throws {@link GitOpsException} where the cluster refuses, with the refusal's code. Safe for
 * any number of threads.
 */
public final class Actor {
    private final String name;
    private final Ledger ledger;
    private final Writes writes;

    Actor(String name, Ledger ledger, Writes writes) {
        this.name = name;
        this.ledger = ledger;
        this.writes = writes;
    }

    /** The field manager that the writes are recorded under. */
    public String name() {
        return name;
    }

    /** Creates {@code object}, which names its apiVersion, kind, name and, where namespaced, namespace. */
    public Live.Present create(Node.Obj object) {
        GroupKind kind = new GroupKind(
                GroupKind.groupOf(object.text("apiVersion").orElse("")),
                object.text("kind").orElse(""));
        ResourceKey key = new ResourceKey(
                kind.group(),
                kind.kind(),
                object.text("metadata", "namespace").orElse(""),
                object.text("metadata", "name").orElse(""));
        return done(key, ledger.write(batch -> writes.create(batch, key, object, name)));
    }

    /** Sets the field at {@code path}; a field of the status is a write to the status. */
    public Live.Present set(ResourceKey key, Path path, Node value) {
        return update(key, subresource(path), object -> (Node.Obj) object.with(path, value));
    }

    /** Removes the field at {@code path}, which need not be there. */
    public Live.Present remove(ResourceKey key, Path path) {
        return update(key, subresource(path), object -> (Node.Obj) object.without(path));
    }

    /** Sets {@code spec.replicas} through the scale subresource. */
    public Live.Present scale(ResourceKey key, int replicas) {
        return update(key, "scale", object -> (Node.Obj) object.with(Path.of("spec", "replicas"), Node.of(replicas)));
    }

    /** Replaces the whole status. */
    public Live.Present setStatus(ResourceKey key, Node.Obj status) {
        return update(key, "status", object -> object.with("status", status));
    }

    /** Deletes the object, and in the background what it owns; it stays, terminating, where it has finalizers. */
    public void delete(ResourceKey key) {
        WriteResult answer = ledger.write(batch -> {
            Node.Obj live = batch.get(key);
            return live == null
                    ? new WriteResult.PreconditionFailed(new Live.Absent())
                    : writes.delete(batch, DeleteCall.of(key, Metadata.uid(live)));
        });
        if (!(answer instanceof WriteResult.Written)) {
            throw refused(key, answer);
        }
    }

    private static String subresource(Path path) {
        return path.length() > 0 && !path.isIndex(0) && path.keyAt(0).equals("status") ? "status" : "";
    }

    private Live.Present update(ResourceKey key, String subresource, UnaryOperator<Node.Obj> change) {
        FieldManager writer = FieldManager.update(name).at(subresource);
        return done(key, ledger.write(batch -> writes.update(batch, key, writer, change)));
    }

    private static Live.Present done(ResourceKey key, WriteResult answer) {
        if (answer instanceof WriteResult.Written written && written.live() instanceof Live.Present present) {
            return present;
        }
        throw refused(key, answer);
    }

    private static GitOpsException refused(ResourceKey key, WriteResult answer) {
        if (answer instanceof WriteResult.Rejected rejected) {
            return new GitOpsException(rejected.problem());
        }
        boolean absent = answer instanceof WriteResult.PreconditionFailed failed
                && failed.current().filter(Live.Absent.class::isInstance).isPresent();
        String why = absent ? "the object is not there" : "the object is there already, or its kind is not served";
        return new GitOpsException(Problem.of(Code.REJECTED, Location.object(key.toString()), why));
    }
}
