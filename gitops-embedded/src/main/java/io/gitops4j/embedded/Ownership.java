package io.gitops4j.embedded;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who owns which fields of an object: {@code metadata.managedFields} as a value. An entry is one manager's, by
 * operation and subresource.
 */
record Ownership(List<Entry> entries) {

    /** Who writes: a manager, by operation ({@code Apply} or {@code Update}) and subresource (empty for the object). */
    record Writer(String manager, String operation, String subresource) {
        static Writer apply(String manager) {
            return new Writer(manager, "Apply", "");
        }

        static Writer update(String manager, String subresource) {
            return new Writer(manager, "Update", subresource);
        }
    }

    record Entry(Writer writer, String apiVersion, String time, FieldSet fields) {
        Entry with(FieldSet changed) {
            return changed == fields ? this : new Entry(writer, apiVersion, time, changed);
        }

        /** Without fields that {@code before} had and {@code after} has no more. */
        Entry withoutGone(Node.Obj before, Node.Obj after) {
            FieldSet gone = FieldSet.of(fields.paths().stream()
                    .filter(path -> after.at(path).isEmpty() && before.at(path).isPresent())
                    .toList());
            return with(fields.minus(gone));
        }

        Node.Obj node() {
            ObjBuilder out = Node.objectBuilder()
                    .put("manager", writer.manager())
                    .put("operation", writer.operation())
                    .put("apiVersion", apiVersion)
                    .put("time", time)
                    .put("fieldsType", "FieldsV1")
                    .put("fieldsV1", fields.toFieldsV1());
            if (!writer.subresource().isEmpty()) {
                out.put("subresource", writer.subresource());
            }
            return out.build();
        }
    }

    static Ownership of(Node.Obj object) {
        List<Entry> entries = new ArrayList<>();
        for (Node item : Metadata.of(object).array("managedFields").items()) {
            Node.Obj fields = item.at("fieldsV1").orElse(Node.object()) instanceof Node.Obj obj ? obj : Node.object();
            Writer writer = new Writer(text(item, "manager"), text(item, "operation"), text(item, "subresource"));
            entries.add(new Entry(writer, text(item, "apiVersion"), text(item, "time"), FieldSet.fromFieldsV1(fields)));
        }
        return new Ownership(entries);
    }

    private static String text(Node item, String key) {
        return item.text(key).orElse("");
    }

    /** What {@code writer} owns. */
    FieldSet of(Writer writer) {
        return find(writer).map(Entry::fields).orElse(FieldSet.empty());
    }

    Optional<Entry> find(Writer writer) {
        return entries.stream().filter(entry -> entry.writer().equals(writer)).findFirst();
    }

    /** The entries of everybody else. */
    List<Entry> others(Writer writer) {
        return entries.stream().filter(entry -> !entry.writer().equals(writer)).toList();
    }

    /**
     * This ownership with {@code own} in place of its writer's entry, and the others' fields changed by {@code change}.
     */
    Ownership with(Entry own, UnaryOperator<Entry> change) {
        List<Entry> changed = new ArrayList<>();
        others(own.writer()).forEach(other -> changed.add(change.apply(other)));
        changed.add(own);
        changed.removeIf(entry -> entry.fields().isEmpty());
        return new Ownership(changed);
    }

    /** Whether both say the same but for times. */
    boolean sameFields(Ownership other) {
        return timeless().equals(other.timeless());
    }

    private List<Entry> timeless() {
        return entries.stream()
                .map(entry -> new Entry(entry.writer(), entry.apiVersion(), "", entry.fields()))
                .sorted(Comparator.comparing(entry -> entry.writer().toString()))
                .toList();
    }

    /** The managed fields, applies first and then by time, as the API server sorts them. */
    Node.Arr node() {
        Comparator<Entry> order = Comparator.comparing(
                        (Entry entry) -> entry.writer().operation())
                .thenComparing(Entry::time)
                .thenComparing(entry -> entry.writer().manager())
                .thenComparing(entry -> entry.writer().subresource());
        return Node.array(entries.stream().sorted(order).map(Entry::node).toList());
    }

    /** Whether somebody of {@code entries} owns {@code path}, something below it, or a list or scalar above it. */
    static boolean touches(FieldSet fields, Path path, Node.Obj live) {
        if (fields.names(path) || fields.hasBelow(path)) {
            return true;
        }
        for (int length = 1; length < path.length(); length++) {
            Path above = path.prefix(length);
            // an owned empty object does not own what others put into it
            if (fields.names(above)
                    && live.at(above)
                            .filter(node -> !(node instanceof Node.Obj))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
