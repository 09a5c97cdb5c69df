package io.gitops4j.e2e.merge;

import io.gitops4j.core.merge.Applied;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFields.Entry;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The scale of an object, for which the server keeps the owners of the replicas with the object (apimachinery {@code
 * util/managedfields/scalehandler.go}).
 */
final class Scale {
    private static final String VERSION = "autoscaling/v1";
    private static final FieldSet REPLICAS = FieldSet.of(FieldPath.of("spec", "replicas"));
    private static final ServerSideApply MERGE = ServerSideApply.of(
            SchemaSource.builtIn().find(VERSION, "Scale").orElseThrow().type());

    private final Kind kind;
    private final String version;
    private final ManagedFields parent;
    private final Node.Obj scale;

    /** The scale of {@code parent} at the endpoint of {@code version}. */
    Scale(Kind kind, String version, Node.Obj parent) {
        this.kind = kind;
        this.version = version;
        this.parent = ManagedFields.of(parent);
        this.scale = owners().on(Node.objectBuilder()
                .put("apiVersion", Node.of(VERSION))
                .put("kind", Node.of("Scale"))
                .put("metadata", parent.object("metadata"))
                .put("spec", spec(parent))
                .put(
                        "status",
                        Node.object()
                                .with(
                                        "replicas",
                                        parent.at("status", "replicas").orElse(Node.of(0))))
                .build());
    }

    private static Node.Obj spec(Node.Obj object) {
        Node replicas = object.at("spec", "replicas").orElse(Node.of(0));
        return replicas.equals(Node.of(0)) ? Node.object() : Node.object().with("replicas", replicas);
    }

    private ManagedFields owners() {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : parent.entries()) {
            if (ownsReplicas(entry)) {
                entries.add(new Entry(entry.manager(), VERSION, entry.time(), REPLICAS));
            }
        }
        return ManagedFields.of(entries);
    }

    private boolean ownsReplicas(Entry entry) {
        return kind.versions().contains(entry.apiVersion())
                && !entry.fields().intersect(REPLICAS).isEmpty();
    }

    Applied apply(Node.Obj desired, FieldManager manager, boolean force, String time) {
        return MERGE.apply(scale, desired, manager, force, time);
    }

    /** The owners of the parent after an update that left {@code after}. */
    Node.Arr updated(Node.Obj after, FieldManager manager, String time) {
        Node.Obj changed = ManagedFields.empty().on(scale).with("spec", spec(after));
        return inParent(MERGE.update(scale, changed, manager, time).managed());
    }

    /**
     * The owners of the parent where these own the scale. An updater's entry names its version, which is another one in the
     * scale: it comes back as a second entry, without a time, beside what it owns of the rest.
     */
    Node.Arr inParent(ManagedFields owners) {
        List<Entry> left = new ArrayList<>(owners.entries());
        List<Entry> merged = new ArrayList<>();
        for (Entry entry : parent.entries()) {
            boolean applied = entry.manager().operation() == FieldManager.Operation.APPLY;
            boolean kept = !ownsReplicas(entry)
                    || applied && left.removeIf(other -> other.manager().equals(entry.manager()));
            FieldSet fields = kept ? entry.fields() : entry.fields().minus(REPLICAS);
            if (!fields.isEmpty() && kind.versions().contains(entry.apiVersion())) {
                merged.add(new Entry(entry.manager(), entry.apiVersion(), entry.time(), fields));
            }
        }
        List<Entry> fresh = left.stream()
                .filter(entry -> !entry.fields().intersect(REPLICAS).isEmpty())
                .map(entry -> new Entry(entry.manager(), version, null, REPLICAS))
                .toList();
        List<Node> written = new ArrayList<>(ManagedFields.of(fresh).written().items());
        written.addAll(ManagedFields.of(merged).written().items());
        written.sort(by("operation")
                .thenComparing(by("time"))
                .thenComparing(by("manager"))
                .thenComparing(by("apiVersion"))
                .thenComparing(by("subresource")));
        return Node.array(written);
    }

    private static Comparator<Node> by(String field) {
        return Comparator.comparing(entry -> entry.text(field).orElse(""));
    }
}
