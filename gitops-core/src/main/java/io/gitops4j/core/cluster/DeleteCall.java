package io.gitops4j.core.cluster;

import io.gitops4j.core.resource.ResourceKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One deletion, of the object with this uid and no other. Immutable. */
public final class DeleteCall {
    /** What becomes of the objects that the deleted one owns. */
    public enum Propagation {
        /** They go after it. */
        BACKGROUND,
        /** They go before it. */
        FOREGROUND,
        /** They stay. */
        ORPHAN
    }

    private final ResourceKey key;
    private final String uid;
    private final @Nullable String resourceVersion;
    private final Propagation propagation;
    private final boolean dryRun;

    private DeleteCall(
            ResourceKey key, String uid, @Nullable String resourceVersion, Propagation propagation, boolean dryRun) {
        this.key = Objects.requireNonNull(key);
        this.uid = Objects.requireNonNull(uid);
        this.resourceVersion = resourceVersion;
        this.propagation = Objects.requireNonNull(propagation);
        this.dryRun = dryRun;
    }

    /** Deletes the object {@code key} of that uid, and in the background what it owns. */
    public static DeleteCall of(ResourceKey key, String uid) {
        return new DeleteCall(key, uid, null, Propagation.BACKGROUND, false);
    }

    /** Only where the object is in this version. */
    public DeleteCall ifVersion(String resourceVersion) {
        return new DeleteCall(key, uid, Objects.requireNonNull(resourceVersion), propagation, dryRun);
    }

    /** With this propagation. */
    public DeleteCall with(Propagation propagation) {
        return new DeleteCall(key, uid, resourceVersion, propagation, dryRun);
    }

    /** Without effect. */
    public DeleteCall dryRun() {
        return new DeleteCall(key, uid, resourceVersion, propagation, true);
    }

    /** Which object. */
    public ResourceKey key() {
        return key;
    }

    /** The uid that the object must have. */
    public String uid() {
        return uid;
    }

    /** The version that the object must be in. */
    public Optional<String> resourceVersion() {
        return Optional.ofNullable(resourceVersion);
    }

    /** What becomes of the objects that it owns. */
    public Propagation propagation() {
        return propagation;
    }

    /** Whether the write is only tried. */
    public boolean isDryRun() {
        return dryRun;
    }

    @Override
    public String toString() {
        return "delete " + key + (dryRun ? ", dry run" : "");
    }
}
