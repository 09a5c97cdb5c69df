package io.gitops4j.embedded;

import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes that belong together: one write with all that follows from it. Lives under the ledger's lock. */
final class Batch {
    private final ObjectStore store;
    private final KindTable kinds;
    private final List<Change> changes = new ArrayList<>();

    Batch(ObjectStore store, KindTable kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    ObjectStore store() {
        return store;
    }

    KindTable kinds() {
        return kinds;
    }

    Node.@Nullable Obj get(ResourceKey key) {
        return store.get(key);
    }

    /** Writes {@code object} in the next version, which the answer carries. */
    Node.Obj put(ResourceKey key, Node.Obj object) {
        long version = store.version() + 1;
        Node.Obj written = Metadata.with(object, "resourceVersion", Node.of(Long.toString(version)));
        Node.Obj before = store.put(key, written);
        took(new Change(version, key, before, written));
        return written;
    }

    void remove(ResourceKey key) {
        Node.Obj before = store.remove(key);
        if (before != null) {
            took(new Change(store.version() + 1, key, before, null));
        }
    }

    private void took(Change change) {
        store.version(change.version());
        changes.add(change);
        if (change.key().groupKind().equals(CustomKinds.DEFINITION)) {
            kinds.definitionChanged(change.before(), change.after());
        }
    }

    List<Change> changes() {
        return changes;
    }
}
