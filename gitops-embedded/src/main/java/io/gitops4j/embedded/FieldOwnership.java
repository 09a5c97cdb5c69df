package io.gitops4j.embedded;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.merge.Applied;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFields.Entry;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.merge.TypedValue;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.tree.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which fields after a request for an object of one kind in one version, by the kind's schema. A conversion to
 * another version of the kind changes nothing but the name of the version.
 */
final class FieldOwnership {
    private final KindTable kinds;
    private final GroupKind kind;
    private final ObjectSchema schema;
    private final ServerSideApply server;

    private FieldOwnership(KindTable kinds, GroupKind kind, ObjectSchema schema) {
        this.kinds = kinds;
        this.kind = kind;
        this.schema = schema;
        this.server = ServerSideApply.of(schema.type()).converting(this::converted);
    }

    /** For requests in the version of {@code object}. */
    static FieldOwnership of(KindTable kinds, GroupKind kind, Node.Obj object) {
        return new FieldOwnership(kinds, kind, kinds.schema(kind, version(object)));
    }

    private static String version(Node.Obj object) {
        return object.text("apiVersion").orElse("");
    }

    private Optional<TypedValue> converted(TypedValue value, String apiVersion) {
        if (!(value.value() instanceof Node.Obj object) || !kinds.serves(kind, apiVersion)) {
            return Optional.empty();
        }
        Node.Obj converted = object.size() == 0 ? object : object.with("apiVersion", Node.of(apiVersion));
        return Optional.of(
                TypedValue.of(converted, kinds.schema(kind, apiVersion).type()));
    }

    ObjectSchema schema() {
        return schema;
    }

    /**
     * {@code declared}, where it is as the schema has it, or nobody can tell.
     *
     * @throws GitOpsException with a problem for each field that the schema does not know or has with another type
     */
    Node.Obj validated(Node.Obj declared) {
        if (schema.exact()) {
            TypedValue.of(declared, schema.type()).validate();
        }
        return declared;
    }

    /**
     * An apply to {@code live}, which is null where there is no object.
     *
     * @throws GitOpsException where {@code declared} cannot be merged, as {@link ServerSideApply#apply} says
     */
    Applied apply(Node.@Nullable Obj live, Node.Obj declared, ApplyCall call, String now) {
        Node.Obj before = live == null ? Node.object() : handedOver(live, call);
        return server.apply(before, declared, call.manager(), call.force(), now);
    }

    private static Node.Obj handedOver(Node.Obj live, ApplyCall call) {
        return call.inherited().isEmpty() || call.isDryRun()
                ? live
                : ManagedFields.of(live)
                        .handedOver(call.inherited(), call.manager())
                        .on(live);
    }

    /**
     * {@code after}, whose managed fields are those of {@code before} and of this update; none, where a list cannot be told
     * apart into what was changed (apimachinery {@code fieldmanager.go}, {@code UpdateNoErrors}).
     */
    Node.Obj update(Node.Obj before, Node.Obj after, FieldManager manager, String now) {
        try {
            ManagedFields managed = server.update(complete(before), complete(after), manager, now)
                    .managed();
            return (manager.subresource().equals("scale") ? withoutTime(managed, manager) : managed).on(after);
        } catch (GitOpsException unreadable) {
            return ManagedFields.empty().on(after);
        }
    }

    private Node.Obj complete(Node.Obj object) {
        return schema.source() == ObjectSchema.Source.BUILT_IN ? EmptyStructs.in(schema.type(), object) : object;
    }

    /** What a scaling owns has no time: it is that of an entry before, of another version (apimachinery scalehandler.go). */
    private static ManagedFields withoutTime(ManagedFields managed, FieldManager manager) {
        return ManagedFields.of(managed.entries().stream()
                .map(entry -> entry.manager().equals(manager)
                        ? new Entry(manager, entry.apiVersion(), null, entry.fields())
                        : entry)
                .toList());
    }

    /** Who owns the fields that {@code applied} would change. */
    static List<FieldOwner> owners(Applied applied) {
        return applied.conflicts().stream()
                .map(conflict -> new FieldOwner(
                        conflict.field().printed(), conflict.manager().name()))
                .toList();
    }

    /** Whether two states of an object differ in nothing but when managed fields were written. */
    static boolean sameButForTimes(Node.Obj a, Node.Obj b) {
        return Metadata.without(a, "managedFields").equals(Metadata.without(b, "managedFields"))
                && ManagedFields.readable(a).sameFields(ManagedFields.readable(b));
    }
}
