package io.gitops4j.core.ignore;

import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object that rules are asked about: as it is declared, as it is live, and what is known of its type. Immutable. */
public final class IgnoreTarget {
    private final Node.@Nullable Obj declared;
    private final Live.@Nullable Present live;
    private final FieldType type;
    private final @Nullable String manager;

    private IgnoreTarget(
            Node.@Nullable Obj declared, Live.@Nullable Present live, FieldType type, @Nullable String manager) {
        this.declared = declared;
        this.live = live;
        this.type = Objects.requireNonNull(type);
        this.manager = manager;
    }

    /** An object that is declared, and of which nothing else is known. */
    public static IgnoreTarget declared(Node.Obj body) {
        return new IgnoreTarget(Objects.requireNonNull(body), null, FieldType.deduced(), null);
    }

    /** An object that is live, and not declared. */
    public static IgnoreTarget live(Node.Obj body) {
        return new IgnoreTarget(null, new Live.Present(body), FieldType.deduced(), null);
    }

    /** This object, which is live as {@code whole}, managed fields included. */
    public IgnoreTarget andLive(Node.Obj whole) {
        return andLive(new Live.Present(whole));
    }

    /** This object, which is live as {@code live}. */
    public IgnoreTarget andLive(Live.Present live) {
        return new IgnoreTarget(declared, Objects.requireNonNull(live), type, manager);
    }

    /** This object, of that type: it says by which keys items of lists are told. */
    public IgnoreTarget typed(FieldType type) {
        return new IgnoreTarget(declared, live, type, manager);
    }

    /**
     * This object, which we apply as the field manager {@code manager}: a field that is ours alone is not given up, as it
     * would be removed.
     */
    public IgnoreTarget managedBy(String manager) {
        return new IgnoreTarget(declared, live, type, Objects.requireNonNull(manager));
    }

    /** What is declared. */
    public Optional<Node.Obj> declared() {
        return Optional.ofNullable(declared);
    }

    /** What is live, without its managed fields. */
    public Optional<Node.Obj> live() {
        return Optional.ofNullable(live).map(Live.Present::body);
    }

    /** Who owns which fields of what is live. */
    ManagedFields managed() {
        return live == null ? ManagedFields.empty() : live.managed();
    }

    /** The type of the object. */
    public FieldType type() {
        return type;
    }

    /** Our field manager, where it is known. */
    public Optional<String> manager() {
        return Optional.ofNullable(manager);
    }

    /** As it is declared, or else as it is live. */
    Node.Obj body() {
        return declared != null ? declared : Objects.requireNonNull(live).body();
    }
}
