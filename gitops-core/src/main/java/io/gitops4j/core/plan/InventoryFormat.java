package io.gitops4j.core.plan;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.diff.Witness;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.internal.StoredFields;
import io.gitops4j.core.plan.internal.StoredFormat;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored form of an {@link Inventory}, {@code gitops4j/inventory@1}. It names fields and holds no value of one. Objects of
 * one shape, of which there are many, share a set of fields in the list {@code fieldSets}.
 */
public final class InventoryFormat {
    private static final StoredFormat FORMAT = new StoredFormat("inventory", 1);
    private static final Set<String> KNOWN = Set.of("format", "cluster", "fieldSets", "objects");
    private static final Set<String> KNOWN_OF_AN_OBJECT =
            Set.of("group", "kind", "namespace", "name", "version", "uid", "fields", "witness");

    private InventoryFormat() {}

    /** The document of an inventory. */
    public static Node.Obj print(Inventory inventory) {
        return print(inventory, Node.object());
    }

    /**
     * The document of an inventory that takes the place of {@code previous}. What that holds beyond what this version knows,
     * for the whole and for each object that stays, is kept.
     */
    public static Node.Obj print(Inventory inventory, Node.Obj previous) {
        Map<ResourceKey, Node.Obj> unknown = unknown(previous);
        Map<FieldSet, Integer> fieldSets = new LinkedHashMap<>();
        List<Node.Obj> objects = new ArrayList<>(inventory.entries().size());
        for (InventoryEntry entry : inventory.entries().values()) {
            int fields = fieldSets.computeIfAbsent(entry.fields(), set -> fieldSets.size());
            ObjBuilder out = print(entry).put("fields", fields);
            Node.Obj before = unknown.get(entry.key());
            if (before != null) {
                keep(before, KNOWN_OF_AN_OBJECT, out);
            }
            objects.add(out.build());
        }
        ObjBuilder out = Node.objectBuilder().put("format", FORMAT.text());
        if (!inventory.cluster().isEmpty()) {
            out.put("cluster", inventory.cluster());
        }
        out.put(
                        "fieldSets",
                        Node.array(fieldSets.keySet().stream()
                                .map(FieldSet::toFieldsV1)
                                .toList()))
                .put("objects", Node.array(objects));
        keep(previous, KNOWN, out);
        return out.build();
    }

    private static ObjBuilder print(InventoryEntry entry) {
        ResourceKey key = entry.key();
        ObjBuilder out = Node.objectBuilder()
                .put("group", key.group())
                .put("kind", key.kind())
                .put("name", key.name())
                .put("namespace", key.namespace());
        entry.uid().ifPresent(uid -> out.put("uid", uid));
        out.put("version", entry.version());
        entry.witness().ifPresent(witness -> out.put("witness", print(witness)));
        return out;
    }

    private static Node.Obj print(Witness witness) {
        return Node.objectBuilder()
                .put("desired", witness.desired().value())
                .put("generation", witness.generation())
                .put("projection", witness.projection().value())
                .put("uid", witness.uid())
                .build();
    }

    private static void keep(Node.Obj previous, Set<String> known, ObjBuilder out) {
        for (int i = 0; i < previous.size(); i++) {
            if (!known.contains(previous.key(i))) {
                out.put(previous.key(i), previous.value(i));
            }
        }
    }

    /** The objects of a document with more fields than are known. */
    private static Map<ResourceKey, Node.Obj> unknown(Node.Obj document) {
        Map<ResourceKey, Node.Obj> unknown = new HashMap<>();
        for (Node item : document.array("objects").items()) {
            if (item instanceof Node.Obj object && !KNOWN_OF_AN_OBJECT.containsAll(object.keys())) {
                unknown.put(
                        new ResourceKey(
                                object.text("group").orElse(""),
                                object.text("kind").orElse(""),
                                object.text("namespace").orElse(""),
                                object.text("name").orElse("")),
                        object);
            }
        }
        return unknown;
    }

    /**
     * The inventory of a document.
     *
     * @param where the file, for messages
     * @throws GitOpsException with {@link Code#STATE} where it is none, is damaged, or is of a newer version
     */
    public static Inventory read(Location where, Node.Obj document) {
        StoredFields stored = FORMAT.open(where, document);
        List<FieldSet> fieldSets = stored.maps("fieldSets").stream()
                .map(set -> FieldSet.fromFieldsV1(set.node()))
                .toList();
        List<InventoryEntry> entries = new ArrayList<>();
        for (StoredFields object : stored.maps("objects")) {
            int fields = object.count("fields");
            entries.add(read(object, object.checked("fields", "a set of fields", () -> fieldSets.get(fields))));
        }
        return Inventory.of(entries).on(stored.maybeText("cluster").orElse(""));
    }

    private static InventoryEntry read(StoredFields object, FieldSet fields) {
        ResourceKey key = new ResourceKey(
                object.text("group"), object.text("kind"), object.text("namespace"), object.text("name"));
        String version = object.text("version");
        InventoryEntry entry = InventoryEntry.intended(key, version, fields);
        StoredFields witness = object.maybeMap("witness").orElse(null);
        if (witness != null) {
            entry = entry.applied(
                    version,
                    fields,
                    new Witness(
                            witness.digest("desired"),
                            witness.digest("projection"),
                            witness.text("uid"),
                            witness.integer("generation")));
        }
        return object.maybeText("uid").map(entry::seen).orElse(entry);
    }
}
