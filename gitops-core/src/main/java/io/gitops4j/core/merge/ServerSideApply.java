package io.gitops4j.core.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.FieldManager.Operation;
import io.gitops4j.core.merge.ManagedFields.Owner;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the API server makes of an apply or an update: the object, its managed fields, the conflicts. A pure function of the
 * live object and the request, after structured-merge-diff and the layers that apimachinery puts around it ({@code
 * util/managedfields/internal}). Immutable and safe for any number of threads.
 *
 * <p>Not modelled: that the server fills in default values and runs admission, and that it rejects objects that are not
 * valid. Fields that the type does not know are applied as what they look like.
 *
 * <pre>{@code
 * Applied applied = ServerSideApply.of(type).apply(live, desired, "gitops", false, "2024-01-01T00:00:00Z");
 * }</pre>
 */
public final class ServerSideApply {
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /** What nobody ever owns ({@code stripmeta.go}). */
    private static final FieldSet NEVER_OWNED = FieldSet.of(
            FieldPath.of("apiVersion"),
            FieldPath.of("kind"),
            FieldPath.of("metadata"),
            FieldPath.of("metadata", "name"),
            FieldPath.of("metadata", "namespace"),
            FieldPath.of("metadata", "creationTimestamp"),
            FieldPath.of("metadata", "selfLink"),
            FieldPath.of("metadata", "uid"),
            FieldPath.of("metadata", "clusterName"),
            FieldPath.of("metadata", "generation"),
            FieldPath.of("metadata", "managedFields"),
            FieldPath.of("metadata", "resourceVersion"));

    private final FieldType type;
    private final VersionConverter converter;
    private final Map<String, FieldFilter> filters;

    private ServerSideApply(FieldType type, VersionConverter converter, Map<String, FieldFilter> filters) {
        this.type = type;
        this.converter = converter;
        this.filters = filters;
    }

    /** Requests for objects of {@code type}, all of whose versions have one schema. */
    public static ServerSideApply of(FieldType type) {
        return new ServerSideApply(Objects.requireNonNull(type), VersionConverter.none(), Map.of());
    }

    /** The same, with the versions that {@code converter} knows. */
    public ServerSideApply converting(VersionConverter converter) {
        return new ServerSideApply(type, Objects.requireNonNull(converter), filters);
    }

    /**
     * The same, at an endpoint that resets fields: requests own no field that {@code filter} holds back. The object itself
     * resets {@code status}; a subresource resets the rest.
     *
     * @param apiVersion the version of requests that it holds for
     */
    public ServerSideApply resetting(String apiVersion, FieldFilter filter) {
        Map<String, FieldFilter> more = new HashMap<>(filters);
        more.put(apiVersion, filter);
        return new ServerSideApply(type, converter, Map.copyOf(more));
    }

    /**
     * A server-side apply of the object itself.
     *
     * @param live the object before, with its managed fields; the empty object where there is none
     * @param desired what is applied, with its API version and kind, without managed fields
     * @param manager who applies; {@code unknown} where it is empty
     * @param force whether fields of others are taken from them
     * @param time the time of the request, in RFC 3339
     * @throws GitOpsException ({@code rejected}) where {@code desired} is of another kind than {@code live} or has managed
     *     fields, ({@code invalid-object}) where a value is not of its type, items of its lists are alike, or an item of
     *     either object cannot be told from the others, or the managed fields of {@code live} cannot be read
     */
    public Applied apply(Node.Obj live, Node.Obj desired, String manager, boolean force, String time) {
        return apply(live, desired, FieldManager.apply(manager), force, time);
    }

    /**
     * A server-side apply.
     *
     * @param manager who applies, at which subresource
     * @throws GitOpsException as the apply of the object itself
     */
    public Applied apply(Node.Obj live, Node.Obj desired, FieldManager manager, boolean force, String time) {
        return apply(ManagedFields.empty().on(live), ManagedFields.of(live), desired, manager, force, time);
    }

    /**
     * A server-side apply to an object whose managed fields are known as a value.
     *
     * @param live the object before, without its managed fields; the empty object where there is none
     * @param managed its managed fields
     * @throws GitOpsException as the apply of the object itself
     */
    public Applied apply(
            Node.Obj live, ManagedFields managed, Node.Obj desired, FieldManager manager, boolean force, String time) {
        require(manager, Operation.APPLY);
        checkRequest(live, desired);
        new Validating(false, true).check(type, desired);
        Owners owners = new Owners(managed);
        TypedValue current = inVersion(live, version(desired));
        checkStored(current);
        if (owners.isEmpty()) {
            // what is there and owned by nobody yet is given to a manager of its own (skipnonapplied.go)
            FieldManager before = FieldManager.update(BEFORE_FIRST_APPLY).at(manager.subresource());
            tracked(owners, current.with(zero((Node.Obj) current.value())), current, before, time);
        }
        Owner owner = new Owner(named(manager), "");
        Updater.Result<Owner> result = merged(current, current.with(desired), owners, owner, force);
        if (!result.conflicts().isEmpty()) {
            return new Applied(live, managed, conflicts(result), false);
        }
        owners.fields(result.managers());
        owners.strip(owner, NEVER_OWNED);
        Node.Obj after = (Node.Obj) result.object().value();
        if (after != current.value()) {
            owners.time(owner, time);
        }
        Node.Obj body = LastApplied.concerns(manager) ? LastApplied.remember(after, desired) : after;
        return applied(live, managed, body, owners);
    }

    /** The apply, once more and forced where all conflicts are with what kubectl itself applied on the client's side. */
    private Updater.Result<Owner> merged(
            TypedValue live, TypedValue desired, Owners owners, Owner owner, boolean force) {
        Updater<Owner> updater = updater();
        String version = version((Node.Obj) desired.value());
        Updater.Result<Owner> result = updater.apply(live, desired, version, owners.fields(), owner, force);
        if (result.conflicts().isEmpty() || !LastApplied.concerns(owner.manager())) {
            return result;
        }
        FieldSet own = LastApplied.unchanged((Node.Obj) live.value(), type, version);
        Updater.Result<Owner> others = result.withoutConflictsIn(own);
        return others.conflicts().isEmpty()
                ? updater.apply(live, desired, version, owners.fields(), owner, true)
                : others;
    }

    /**
     * Any other write.
     *
     * @param live the object before, with its managed fields; the empty object where there is none
     * @param changed the whole object after it. Its managed fields, where it has any and the request is for the object
     *     itself, are taken for those before it, as the API server does; an empty list drops them all (of a
     *     custom resource the server then keeps those before it: leave them out for one)
     * @param manager who writes, at which subresource
     * @param time the time of the request, in RFC 3339
     * @return the changed object; with no owners at all where an item of a list cannot be told from the others
     * @throws GitOpsException ({@code rejected}) where both objects are of two kinds
     */
    public Applied update(Node.Obj live, Node.Obj changed, FieldManager manager, String time) {
        require(manager, Operation.UPDATE);
        checkKind(live, changed);
        String version = version(changed);
        Owners owners = new Owners(
                ManagedBefore.update(live, changed, !manager.subresource().isEmpty()));
        Node.Obj after = ManagedFields.empty().on(changed);
        boolean untracked = owners.isEmpty() && live.at("metadata", "uid").isPresent();
        if (untracked) {
            return applied(ManagedFields.empty().on(live), ManagedFields.readable(live), after, owners);
        }
        Node.Obj before =
                live.size() == 0 ? zero(changed) : ManagedFields.empty().on(live);
        TypedValue current = inVersion(before, version);
        try {
            checkStored(current);
            checkStored(current.with(after));
            tracked(owners, current, current.with(after), manager, time);
        } catch (GitOpsException untold) {
            // an update never fails for its owners: the server forgets them all (fieldmanager.go, UpdateNoErrors)
            owners.fields(Map.of());
        }
        return applied(ManagedFields.empty().on(live), ManagedFields.readable(live), after, owners);
    }

    /** An update's part in the owners: it owns what it changed, beside what it owned before (managedfieldsupdater.go). */
    private void tracked(Owners owners, TypedValue before, TypedValue after, FieldManager manager, String time) {
        String version = after.value().text("apiVersion").orElse("");
        Owner request = new Owner(FieldManager.update("current-operation").at("current-operation"), "");
        owners.fields(updater()
                .update(before, after, version, owners.fields(), request)
                .managers());
        owners.strip(request, NEVER_OWNED);
        owners.settle(request, new Owner(named(manager), version), time);
        owners.joinOldUpdaters();
    }

    private Updater<Owner> updater() {
        return new Updater<>(this::converted, filters);
    }

    /**
     * {@code value} in another version; itself where it is of that version. Items that are alike are no matter until it is
     * converted (versionconverter.go).
     */
    private Optional<TypedValue> converted(TypedValue value, String version) {
        if (value.value().text("apiVersion").orElse("").equals(version)) {
            return Optional.of(value);
        }
        Optional<TypedValue> converted = converter.convert(value, version);
        converted.ifPresent(other -> new Validating(false, true).check(other.type(), other.value()));
        return converted;
    }

    /** What a request in {@code version} finds: the server keeps the object in some version, and shows it in any. */
    private TypedValue inVersion(Node.Obj object, String version) {
        TypedValue value = TypedValue.of(object, type);
        if (object.size() == 0 || object.text("apiVersion").orElse("").equals(version)) {
            return value;
        }
        return converter
                .convert(value, version)
                .filter(converted -> converted.value() instanceof Node.Obj)
                .orElseThrow(() -> rejected("the object has no version " + version));
    }

    /** Whether the owners of an object can be told: items that are alike are no matter, such that have no key are. */
    private static void checkStored(TypedValue value) {
        new Validating(true, true).check(value.type(), value.value());
    }

    private static Applied applied(Node.Obj live, ManagedFields before, Node.Obj after, Owners owners) {
        ManagedFields managed = owners.managed();
        boolean same = after.equals(live) && managed.equals(before);
        return new Applied(same ? live : after, same ? before : managed, List.of(), !same);
    }

    /** By manager, then in the order of the fields. */
    private static List<Conflict> conflicts(Updater.Result<Owner> result) {
        List<Owner> owners = new ArrayList<>(result.conflicts().keySet());
        owners.sort(Comparator.comparing(Owner::manager).thenComparing(Owner::version));
        List<Conflict> conflicts = new ArrayList<>();
        for (Owner owner : owners) {
            Owned taken = Objects.requireNonNull(result.conflicts().get(owner));
            for (FieldPath field : taken.fields().members()) {
                conflicts.add(new Conflict(owner.manager(), taken.apiVersion(), field));
            }
        }
        return conflicts;
    }

    private static FieldManager named(FieldManager manager) {
        return manager.name().isEmpty()
                ? new FieldManager("unknown", manager.operation(), manager.subresource())
                : manager;
    }

    /** What the server has in the place of {@code object} before it is there. */
    private Node.Obj zero(Node.Obj object) {
        Node.Obj zero = ZeroValue.of(type, object);
        for (String key : List.of("apiVersion", "kind")) {
            Node value = object.get(key);
            zero = value == null ? zero : zero.with(key, value);
        }
        return zero;
    }

    private static String version(Node.Obj object) {
        return object.text("apiVersion").orElseThrow(() -> rejected("an object of a request has an apiVersion"));
    }

    private static void require(FieldManager manager, Operation operation) {
        if (manager.operation() != operation) {
            throw new IllegalArgumentException("the manager of this request is one of " + operation);
        }
    }

    private static void checkRequest(Node.Obj live, Node.Obj desired) {
        checkKind(live, desired);
        if (desired.object("metadata").array("managedFields").size() > 0) {
            throw rejected("metadata.managedFields is not applied; leave it out");
        }
    }

    private static void checkKind(Node.Obj live, Node.Obj desired) {
        Optional<String> kind = live.text("kind");
        if (kind.isPresent() && !kind.equals(desired.text("kind"))) {
            throw rejected("the live object is a " + kind.get() + ", the request is for a "
                    + desired.text("kind").orElse("kind without a name"));
        }
    }

    private static GitOpsException rejected(String message) {
        return new GitOpsException(Problem.of(Code.REJECTED, Location.nowhere(), message));
    }
}
