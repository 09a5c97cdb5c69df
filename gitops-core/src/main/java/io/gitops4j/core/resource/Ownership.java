package io.gitops4j.core.resource;

import io.gitops4j.core.Owner;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a live object is, to one owner that asks. Immutable. */
public final class Ownership {
    /** The answers. */
    public enum Kind {
        /** The asker's: label and annotation are there, and the annotation names this very object and the asker. */
        OURS,
        /**
         * Somebody else's. Also where the mark is of a newer version, garbled, or contradicts itself: never the
         * asker's, and never nobody's.
         */
        OTHER,
        /**
         * No proof: the mark was copied from another object, as operators copy labels and annotations to their children
         * (argo-cd#8683), or half of the asker's mark is gone. Shown, never pruned.
         */
        COPIED,
        /** Nobody's: there is no mark. */
        NONE
    }

    static final Ownership NONE = new Ownership(Kind.NONE, null);

    private final Kind kind;
    private final @Nullable OwnerRef reference;

    private Ownership(Kind kind, @Nullable OwnerRef reference) {
        this.kind = kind;
        this.reference = reference;
    }

    static Ownership of(Kind kind, Optional<OwnerRef> reference) {
        return new Ownership(kind, reference.orElse(null));
    }

    /** The answer. */
    public Kind kind() {
        return kind;
    }

    /** Whether the object is the asker's, with proof. */
    public boolean ours() {
        return kind == Kind.OURS;
    }

    /** The owner that the mark names, where it can be read. */
    public Optional<Owner> owner() {
        return Optional.ofNullable(reference).map(OwnerRef::owner);
    }

    /** The object that the mark names, where it can be read; of a copied mark, the one that it was copied from. */
    public Optional<ResourceKey> object() {
        return Optional.ofNullable(reference).map(OwnerRef::object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ownership that && kind == that.kind && Objects.equals(reference, that.reference);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, reference);
    }

    @Override
    public String toString() {
        return kind + (reference == null ? "" : " " + reference.text());
    }
}
