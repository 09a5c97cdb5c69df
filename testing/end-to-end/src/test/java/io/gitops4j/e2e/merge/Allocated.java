package io.gitops4j.e2e.merge;

import io.gitops4j.core.tree.Node;
import java.util.List;

/** What the server gives to a service when it stores it, after it has told the owners of fields. */
final class Allocated {
    private static final List<String> FIELDS = List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");

    private Allocated() {}

    /** A service as it was before that, except for what was {@code sent}; any other object as it is. */
    static Node.Obj without(Node.Obj created, Node.Obj sent) {
        Node.Obj spec = created.object("spec");
        for (String field : FIELDS) {
            spec = sent.object("spec").has(field) ? spec : spec.without(field);
        }
        return created.has("spec") ? created.with("spec", spec) : created;
    }

    /** A replacement that does not take it away. */
    static Node.Obj kept(Node.Obj next, Node.Obj live) {
        Node.Obj kept = next;
        for (String field : FIELDS) {
            Node value = live.object("spec").get(field);
            kept = value == null ? kept : kept.with("spec", kept.object("spec").with(field, value));
        }
        return kept;
    }
}
