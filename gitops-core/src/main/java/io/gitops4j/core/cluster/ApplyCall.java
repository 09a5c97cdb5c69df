package io.gitops4j.core.cluster;

import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One server-side apply: the fields that {@code manager} wants on an object. Fields that the same manager applied before and
 * no longer names are removed where nobody else owns them. Immutable.
 */
public final class ApplyCall {
    private final ResourceKey key;
    private final Node.Obj desired;
    private final String manager;
    private final @Nullable String uid;
    private final @Nullable String resourceVersion;
    private final boolean force;
    private final boolean dryRun;
    private final boolean create;
    private final Live.@Nullable Present before;
    private final Set<FieldManager> inherited;

    private ApplyCall(
            ResourceKey key,
            Node.Obj desired,
            String manager,
            @Nullable String uid,
            @Nullable String resourceVersion,
            boolean force,
            boolean dryRun,
            boolean create,
            Live.@Nullable Present before,
            Set<FieldManager> inherited) {
        this.key = Objects.requireNonNull(key);
        this.desired = Objects.requireNonNull(desired);
        this.manager = Objects.requireNonNull(manager);
        this.uid = uid;
        this.resourceVersion = resourceVersion;
        this.force = force;
        this.dryRun = dryRun;
        this.create = create;
        this.before = before;
        this.inherited = inherited;
    }

    /**
     * Applies {@code desired}, which names its {@code apiVersion}, kind, name and, where namespaced, namespace, as the field
     * manager {@code manager}. Creates the object where it is not there.
     */
    public static ApplyCall of(ResourceKey key, Node.Obj desired, String manager) {
        return new ApplyCall(key, desired, manager, null, null, false, false, false, null, Set.of());
    }

    /** Only where the object has this uid: it was not deleted and made anew. */
    public ApplyCall ifUid(String uid) {
        return new ApplyCall(
                key,
                desired,
                manager,
                Objects.requireNonNull(uid),
                resourceVersion,
                force,
                dryRun,
                create,
                before,
                inherited);
    }

    /** Only where the object is in this version. */
    public ApplyCall ifVersion(String resourceVersion) {
        return new ApplyCall(
                key,
                desired,
                manager,
                uid,
                Objects.requireNonNull(resourceVersion),
                force,
                dryRun,
                create,
                before,
                inherited);
    }

    /** Only where the object is not there. */
    public ApplyCall ifAbsent() {
        return new ApplyCall(key, desired, manager, uid, resourceVersion, force, dryRun, true, before, inherited);
    }

    /** Takes fields from other managers instead of ending in a conflict. */
    public ApplyCall forced() {
        return new ApplyCall(key, desired, manager, uid, resourceVersion, true, dryRun, create, before, inherited);
    }

    /** Without effect: the answer is what the write would give. */
    public ApplyCall dryRun() {
        return new ApplyCall(key, desired, manager, uid, resourceVersion, force, true, create, before, inherited);
    }

    /**
     * With the object as the caller read it last, which lets an adapter say whether the write changed anything; without it
     * an adapter may have to read first. It is no precondition.
     */
    public ApplyCall seen(Live.Present before) {
        return new ApplyCall(key, desired, manager, uid, resourceVersion, force, dryRun, create, before, inherited);
    }

    /**
     * After our manager took over all that {@code managers} own: their entries of {@code metadata.managedFields} become
     * part of ours. So an object changes hands from a tool that applied it before, whose fields would otherwise stay for
     * ever (KEP-3517). An adapter may need two writes for it; after the first the fields are owned, and nothing is lost. A
     * dry run leaves it out.
     */
    public ApplyCall inheriting(Set<FieldManager> managers) {
        return new ApplyCall(
                key, desired, manager, uid, resourceVersion, force, dryRun, create, before, Set.copyOf(managers));
    }

    /** Which object. */
    public ResourceKey key() {
        return key;
    }

    /** The fields wanted. */
    public Node.Obj desired() {
        return desired;
    }

    /** The field manager. */
    public String manager() {
        return manager;
    }

    /** The uid that the object must have. */
    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    /** The version that the object must be in. */
    public Optional<String> resourceVersion() {
        return Optional.ofNullable(resourceVersion);
    }

    /** The object as the caller read it last. */
    public Optional<Live.Present> before() {
        return Optional.ofNullable(before);
    }

    /** Whether the object must not be there. */
    public boolean onlyIfAbsent() {
        return create;
    }

    /** The managers whose fields become ours first; unmodifiable. */
    public Set<FieldManager> inherited() {
        return inherited;
    }

    /** Whether to take fields from other managers. */
    public boolean force() {
        return force;
    }

    /** Whether the write is only tried. */
    public boolean isDryRun() {
        return dryRun;
    }

    @Override
    public String toString() {
        return "apply " + key + " as " + manager + (force ? ", forced" : "") + (dryRun ? ", dry run" : "");
    }
}
