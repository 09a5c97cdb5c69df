package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Objects;

/** What a request to the API server leads to. Immutable. */
public final class Applied {
    private final Node.Obj body;
    private final ManagedFields managed;
    private final List<Conflict> conflicts;
    private final boolean changed;

    Applied(Node.Obj body, ManagedFields managed, List<Conflict> conflicts, boolean changed) {
        this.body = Objects.requireNonNull(body);
        this.managed = Objects.requireNonNull(managed);
        this.conflicts = List.copyOf(conflicts);
        this.changed = changed;
    }

    /** The object after it, without its managed fields; as it was before where there are conflicts. */
    public Node.Obj body() {
        return body;
    }

    /** The object after it, managed fields included; as it was before where there are conflicts. */
    public Node.Obj object() {
        return managed.on(body);
    }

    /** Who owns what of it then. */
    public ManagedFields managed() {
        return managed;
    }

    /** What others own of what the request would change; empty where nothing hinders it, or it is forced. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** Whether the object is another than before, its managed fields included. */
    public boolean changed() {
        return changed;
    }

    /** The conflicts, or what became of the object; never a value. */
    @Override
    public String toString() {
        return !conflicts.isEmpty() ? Conflict.text(conflicts) : changed ? "changed" : "unchanged";
    }
}
