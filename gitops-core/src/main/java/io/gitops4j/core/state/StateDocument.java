package io.gitops4j.core.state;

import io.gitops4j.core.Location;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.InventoryFormat;
import io.gitops4j.core.plan.internal.StoredFields;
import io.gitops4j.core.plan.internal.StoredFormat;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.OpenRunFormat;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.Set;

/**
 * The file {@code state.json} of an application, {@code gitops4j/application-state@1}: its inventory, its open run, and how
 * many bytes of its history are valid. Replacing it is what makes a change happen.
 *
 * @param inventory what is ours
 * @param open the document of the open run, empty where none is open
 * @param history the size of the valid history
 * @param unknown what the file holds beyond what this version knows, as a document
 */
record StateDocument(Inventory inventory, Node.Obj open, long history, Node.Obj unknown) {
    private static final StoredFormat FORMAT = new StoredFormat("application-state", 1);
    private static final Set<String> KNOWN = Set.of("format", "history", "inventory", "open");
    static final StateDocument NEW = new StateDocument(Inventory.empty(), Node.object(), 0, Node.object());

    static StateDocument read(Location where, Node.Obj document) {
        StoredFields fields = FORMAT.open(where, document);
        Node.Obj inventory = fields.map("inventory").node();
        StateDocument known = new StateDocument(
                InventoryFormat.read(where, inventory),
                fields.maybeMap("open").map(StoredFields::node).orElse(Node.object()),
                fields.integer("history"),
                Node.object());
        // most files hold nothing unknown, and need not be kept in memory
        return known.print().equals(document) ? known : known.withUnknown(document);
    }

    private StateDocument withUnknown(Node.Obj unknown) {
        return new StateDocument(inventory, open, history, unknown);
    }

    OpenRun openRun(Location where) {
        return OpenRunFormat.read(where, open);
    }

    boolean isOpen() {
        return open.size() > 0;
    }

    StateDocument with(Inventory inventory) {
        return new StateDocument(inventory, open, history, unknown);
    }

    StateDocument withOpen(Node.Obj open) {
        return new StateDocument(inventory, open, history, unknown);
    }

    StateDocument withHistory(long history) {
        return new StateDocument(inventory, open, history, unknown);
    }

    Node.Obj print() {
        ObjBuilder out = Node.objectBuilder()
                .put("format", FORMAT.text())
                .put("history", history)
                .put("inventory", InventoryFormat.print(inventory, unknown.object("inventory")));
        if (isOpen()) {
            out.put("open", open);
        }
        for (int i = 0; i < unknown.size(); i++) {
            if (!KNOWN.contains(unknown.key(i))) {
                out.put(unknown.key(i), unknown.value(i));
            }
        }
        return out.build();
    }
}
