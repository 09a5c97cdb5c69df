package io.gitops4j.core.plan;

import io.gitops4j.core.diff.Witness;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.resource.ResourceKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object that is ours, or that a run was about to make ours. Immutable.
 *
 * <p>Written before the first write of a run, for everything that the run will touch, and removed only once the cluster was
 * seen without the object.
 */
public final class InventoryEntry {
    private final ResourceKey key;
    private final String version;
    private final @Nullable String uid;
    private final FieldSet fields;
    private final @Nullable Witness witness;

    private InventoryEntry(
            ResourceKey key, String version, @Nullable String uid, FieldSet fields, @Nullable Witness witness) {
        this.key = Objects.requireNonNull(key);
        this.version = Objects.requireNonNull(version);
        this.uid = uid;
        this.fields = Objects.requireNonNull(fields);
        this.witness = witness;
    }

    /**
     * An object that a run is about to apply.
     *
     * @param version the version that it is declared in
     * @param fields the fields declared
     */
    public static InventoryEntry intended(ResourceKey key, String version, FieldSet fields) {
        return new InventoryEntry(key, version, null, fields, null);
    }

    /** This object, seen with that uid. */
    public InventoryEntry seen(String uid) {
        return new InventoryEntry(key, version, Objects.requireNonNull(uid), fields, witness);
    }

    /** This object after our own apply. */
    public InventoryEntry applied(String version, FieldSet fields, Witness witness) {
        return new InventoryEntry(key, version, witness.uid(), fields, witness);
    }

    /** This object, about to be applied with these fields as well; what it had stays known until the apply is answered. */
    public InventoryEntry intending(String version, FieldSet more) {
        return new InventoryEntry(key, version, uid, fields.union(more), witness);
    }

    /** Which object. */
    public ResourceKey key() {
        return key;
    }

    /** The version that it was declared in last. */
    public String version() {
        return version;
    }

    /** The uid, where it was seen. */
    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    /** The fields that we declared. */
    public FieldSet fields() {
        return fields;
    }

    /** What we saw after our own last apply. */
    public Optional<Witness> witness() {
        return Optional.ofNullable(witness);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InventoryEntry that
                && key.equals(that.key)
                && version.equals(that.version)
                && Objects.equals(uid, that.uid)
                && fields.equals(that.fields)
                && Objects.equals(witness, that.witness);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, uid, witness);
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
