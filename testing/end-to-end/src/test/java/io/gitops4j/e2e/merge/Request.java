package io.gitops4j.e2e.merge;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;

/**
 * One write to an object. It can be sent again to another object of the kind: name and resource version are put in when it
 * is sent.
 *
 * @param version the API version of the endpoint
 * @param subresource such as {@code status}; empty for the object itself
 * @param force for an apply, whether it takes fields from others
 * @param body an object, or the merge patch of one
 */
record Request(Verb verb, String version, String subresource, String manager, boolean force, Node.Obj body) {
    /** How it is sent. */
    enum Verb {
        CREATE("POST", "application/json"),
        APPLY("PATCH", "application/apply-patch+yaml"),
        REPLACE("PUT", "application/json"),
        MERGE("PATCH", "application/merge-patch+json");

        final String method;
        final String type;

        Verb(String method, String type) {
            this.method = method;
            this.type = type;
        }
    }

    boolean isScale() {
        return subresource.equals("scale");
    }

    boolean isApply() {
        return verb == Verb.APPLY;
    }

    /** The request as text, from which it can be repeated by hand. */
    String yaml() {
        Node.Obj told = Node.objectBuilder()
                .put("verb", verb.name() + (force ? " forced" : ""))
                .put("at", version + (subresource.isEmpty() ? "" : " " + subresource))
                .put("manager", manager)
                .put("body", body)
                .build();
        return "- " + Printer.yaml(told, Mask.none()).strip().replace("\n", "\n  ") + "\n";
    }
}
