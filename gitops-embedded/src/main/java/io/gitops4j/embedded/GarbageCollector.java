package io.gitops4j.embedded;

import io.gitops4j.core.cluster.DeleteCall.Propagation;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes objects and what falls with them: what they own, what is in a namespace, the instances of a definition. An
 * object with finalizers stays, terminating, until they are gone; a namespace or definition stays until what it holds
 * is gone.
 */
final class GarbageCollector {
    private static final String FOREGROUND = "foregroundDeletion";

    private final Supplier<String> now;

    GarbageCollector(Supplier<String> now) {
        this.now = now;
    }

    /** Begins the end of {@code key}, and finishes it where nothing holds it. */
    void delete(Batch batch, ResourceKey key, Propagation propagation) {
        Node.Obj object = batch.get(key);
        if (object == null || Metadata.terminating(object)) {
            return;
        }
        List<ResourceKey> owned = batch.store().ownedBy(Metadata.uid(object));
        if (propagation == Propagation.ORPHAN) {
            owned.forEach(dependent -> release(batch, dependent, Set.of(Metadata.uid(object))));
        }
        List<ResourceKey> held = content(batch, key, object);
        boolean waits = propagation == Propagation.FOREGROUND && !owned.isEmpty();
        if (!Metadata.hasFinalizers(object) && held.isEmpty() && !waits) {
            finish(batch, key, object);
            return;
        }
        batch.put(key, terminating(key, object, waits));
        held.forEach(inside -> delete(batch, inside, Propagation.BACKGROUND));
        if (waits) {
            owned.forEach(dependent -> delete(batch, dependent, Propagation.BACKGROUND));
        }
        settle(batch, key);
    }

    private Node.Obj terminating(ResourceKey key, Node.Obj object, boolean waits) {
        Node.Obj marked = Metadata.with(object, "deletionTimestamp", Node.of(now.get()));
        marked = Metadata.with(marked, "deletionGracePeriodSeconds", Node.of(0));
        if (Metadata.of(object).has("generation")) {
            marked = Metadata.with(marked, "generation", Node.of(Metadata.generation(object) + 1));
        }
        if (waits) {
            List<Node> finalizers =
                    new ArrayList<>(Metadata.of(object).array("finalizers").items());
            finalizers.add(Node.of(FOREGROUND));
            marked = Metadata.with(marked, "finalizers", Node.array(finalizers));
        }
        return key.groupKind().equals(Admission.NAMESPACE)
                ? marked.with("status", marked.object("status").with("phase", Node.of("Terminating")))
                : marked;
    }

    /** Removes {@code key} where it is terminating and nothing holds it any more, or all its owners are gone. */
    void settle(Batch batch, ResourceKey key) {
        Node.Obj object = batch.get(key);
        if (object == null) {
            return;
        }
        List<String> owners = Metadata.ownerUids(object);
        if (!Metadata.terminating(object)) {
            if (!owners.isEmpty() && owners.stream().noneMatch(batch.store()::hasUid)) {
                delete(batch, key, Propagation.BACKGROUND);
            }
            return;
        }
        if (isOnlyWaiting(object) && batch.store().ownedBy(Metadata.uid(object)).isEmpty()) {
            object = update(batch, key, object, Metadata.without(object, "finalizers"));
        }
        if (!Metadata.hasFinalizers(object) && content(batch, key, object).isEmpty()) {
            finish(batch, key, object);
        }
    }

    private static boolean isOnlyWaiting(Node.Obj object) {
        return Metadata.of(object).array("finalizers").items().equals(List.of(Node.of(FOREGROUND)));
    }

    /** After a restart: goes on with what is terminating. */
    void settleAll(Batch batch) {
        for (ResourceKey key : batch.store().keys()) {
            Node.Obj object = batch.get(key);
            if (object != null && Metadata.terminating(object)) {
                content(batch, key, object).forEach(inside -> delete(batch, inside, Propagation.BACKGROUND));
                settle(batch, key);
            }
        }
    }

    private void finish(Batch batch, ResourceKey key, Node.Obj object) {
        batch.remove(key);
        String uid = Metadata.uid(object);
        for (ResourceKey dependent : batch.store().ownedBy(uid)) {
            Node.Obj owned = batch.get(dependent);
            boolean kept = owned != null && Metadata.ownerUids(owned).stream().anyMatch(batch.store()::hasUid);
            if (kept) {
                release(batch, dependent, Set.of(uid));
            } else {
                delete(batch, dependent, Propagation.BACKGROUND);
            }
        }
        for (String owner : Metadata.ownerUids(object)) {
            ResourceKey waiting = batch.store().findUid(owner);
            settleTerminating(batch, waiting);
        }
        if (!key.namespace().isEmpty()) {
            settleTerminating(batch, new ResourceKey("", "Namespace", "", key.namespace()));
        }
        if (key.group().contains(".")) {
            batch.kinds()
                    .find(key.groupKind())
                    .ifPresent(kind -> settleTerminating(batch, CustomKinds.key(kind.resource())));
        }
    }

    private void settleTerminating(Batch batch, @Nullable ResourceKey key) {
        Node.Obj object = key == null ? null : batch.get(key);
        if (key != null && object != null && Metadata.terminating(object)) {
            settle(batch, key);
        }
    }

    /** Writes {@code after} as the controller does that collects garbage: what it removes nobody owns any more. */
    private Node.Obj update(Batch batch, ResourceKey key, Node.Obj before, Node.Obj after) {
        FieldManager controller = FieldManager.update("kube-controller-manager");
        return batch.put(
                key,
                FieldOwnership.of(batch.kinds(), key.groupKind(), before).update(before, after, controller, now.get()));
    }

    /** Takes references to {@code owners} off {@code key}. */
    private void release(Batch batch, ResourceKey key, Set<String> owners) {
        Node.Obj object = batch.get(key);
        if (object == null) {
            return;
        }
        List<Node> kept = Metadata.of(object).array("ownerReferences").items().stream()
                .filter(reference -> !owners.contains(reference.text("uid").orElse("")))
                .toList();
        Node.Obj released = kept.isEmpty()
                ? Metadata.without(object, "ownerReferences")
                : Metadata.with(object, "ownerReferences", Node.array(kept));
        update(batch, key, object, released);
    }

    /** What a namespace or a definition holds. */
    private static List<ResourceKey> content(Batch batch, ResourceKey key, Node.Obj object) {
        if (key.groupKind().equals(Admission.NAMESPACE)) {
            return batch.store().inNamespace(key.name());
        }
        return key.groupKind().equals(CustomKinds.DEFINITION)
                ? List.copyOf(
                        batch.store().ofKind(CustomKinds.groupKind(object)).keySet())
                : List.of();
    }
}
